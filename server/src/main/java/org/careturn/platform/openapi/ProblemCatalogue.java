package org.careturn.platform.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.careturn.platform.ProblemType;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** The problems that the modules' enums list, by code. */
final class ProblemCatalogue {
    private final Map<String, ProblemType> byCode = new TreeMap<>();

    ProblemCatalogue() {
        ClassPathScanningCandidateComponentProvider enums = new ClassPathScanningCandidateComponentProvider(false);
        enums.addIncludeFilter(new AssignableTypeFilter(ProblemType.class));
        enums.findCandidateComponents("org.careturn").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), ProblemType.class.getClassLoader());
            for (Object constant : type.getEnumConstants()) {
                add((ProblemType) constant);
            }
        });
    }

    private void add(ProblemType problem) {
        ProblemType other = byCode.putIfAbsent(problem.code(), problem);
        if (other != null && (other.status() != problem.status())) {
            throw new IllegalStateException("Two problems share the code " + problem.code() + " but not the status.");
        }
    }

    ProblemType of(String code) {
        ProblemType problem = byCode.get(code);
        if (problem == null) {
            throw new IllegalStateException("openapi/*.yaml names a problem that no enum lists: " + code);
        }
        return problem;
    }
}
