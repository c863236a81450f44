package org.careturn.licences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One of the class path, as its description in Maven's repository tells of it. */
record Library(String name, List<String> licences) {

    /** Null where the file is no library of a repository: the project's own. */
    static @Nullable Library of(Path jar) throws IOException {
        Path folder = jar.getParent();
        if (folder == null || folder.getParent() == null) {
            return null;
        }
        String version = String.valueOf(folder.getFileName());
        String artifact = String.valueOf(folder.getParent().getFileName());
        Path description = folder.resolve(artifact + "-" + version + ".pom");
        if (!Files.exists(description)) {
            return null;
        }
        Path repository = repository(description);
        Element project = read(description);
        String group = textOf(project, "groupId");
        Element parent = child(project, "parent");
        String from = group == null && parent != null ? textOf(parent, "groupId") : group;
        return new Library(from + ":" + platformless(artifact), licences(project, repository));
    }

    /** What is brought for this machine's system only has another name on others. */
    private static String platformless(String artifact) {
        return artifact.replaceFirst("-(linux|darwin|windows)-.*", "-…");
    }

    private static List<String> licences(Element project, Path repository) throws IOException {
        Element own = child(project, "licenses");
        if (own != null) {
            return children(own, "license").stream()
                    .map(licence -> shortName(String.valueOf(textOf(licence, "name"))))
                    .distinct()
                    .sorted()
                    .toList();
        }
        Element parent = child(project, "parent");
        if (parent == null) {
            return List.of();
        }
        String artifact = String.valueOf(textOf(parent, "artifactId"));
        String version = String.valueOf(textOf(parent, "version"));
        Path description = repository
                .resolve(String.valueOf(textOf(parent, "groupId")).replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
        return Files.exists(description) ? licences(read(description), repository) : List.of();
    }

    /** The folder above the groups: of the parents' description it is the same. */
    private static Path repository(Path description) throws IOException {
        Element project = read(description);
        Element parent = child(project, "parent");
        String own = textOf(project, "groupId");
        String group = own == null && parent != null ? String.valueOf(textOf(parent, "groupId")) : String.valueOf(own);
        int above = 3 + group.split("\\.", -1).length;
        Path folder = description;
        for (int level = 0; level < above; level++) {
            folder = folder.getParent() == null ? folder : folder.getParent();
        }
        return folder;
    }

    /** Publishers write the same licence in many ways. */
    static String shortName(String name) {
        String words = name.toLowerCase(Locale.ROOT);
        if (words.contains("apache")) {
            return "Apache-2.0";
        }
        if (words.contains("eclipse distribution") || words.contains("edl")) {
            return "BSD-3-Clause";
        }
        if (words.contains("eclipse public") || words.contains("epl")) {
            return words.contains("1.0") ? "EPL-1.0" : "EPL-2.0";
        }
        if (words.contains("bsd-2") || words.contains("2-clause")) {
            return "BSD-2-Clause";
        }
        if (words.contains("bsd") || words.contains("go license")) {
            return "BSD-3-Clause";
        }
        if (words.contains("mit")) {
            return "MIT";
        }
        if (words.contains("cc0") || words.contains("public domain")) {
            return "CC0-1.0";
        }
        if (words.contains("lgpl") || words.contains("lesser general public")) {
            return "LGPL";
        }
        return words.contains("classpath") || words.contains("gpl2 w/ cpe")
                ? "GPL-2.0 with the classpath exception"
                : name.strip();
    }

    private static Element read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " can't be read", e);
        }
    }

    private static @Nullable String textOf(Element element, String name) {
        Element found = child(element, name);
        return found == null ? null : String.valueOf(found.getTextContent()).strip();
    }

    private static @Nullable Element child(Element element, String name) {
        List<Element> found = children(element, name);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Element> children(Element element, String name) {
        return IntStream.range(0, element.getChildNodes().getLength())
                .<Node>mapToObj(element.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }
}
