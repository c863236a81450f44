package org.careturn.platform.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.careturn.platform.settings.InvalidSettingsException;

/** How to reach a database: a JDBC address without credentials, and a role with its password. */
public record DatabaseAccess(String jdbcUrl, String user, String password) {
    private static final int MINIMUM_VERSION = 15;
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=[?&])(user|password)=([^&]*)&?");

    /**
     * Reads {@code postgres://user:password@host:port/database?options}, the same with {@code postgresql://}, or
     * {@code jdbc:postgresql://host/database?user=…&password=…}.
     *
     * @param setting what the address is called by whoever set it
     * @throws InvalidSettingsException where it is none of these, or names no database or no user
     */
    public static DatabaseAccess parse(String setting, String url) {
        String form = setting + " must read postgresql://user:password@host:port/database or"
                + " jdbc:postgresql://host:port/database?user=…&password=…";
        String credentials = "";
        String jdbc = url.strip();
        if (jdbc.startsWith("postgres://") || jdbc.startsWith("postgresql://")) {
            try {
                URI uri = new URI(jdbc);
                credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
                if (uri.getHost() == null || uri.getRawPath().length() < 2) {
                    throw new InvalidSettingsException(form + ".");
                }
                jdbc = "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                        + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            } catch (URISyntaxException notAnAddress) {
                throw new InvalidSettingsException(
                        form + "; characters like # @ / in the password must be percent-encoded.");
            }
        }
        if (!understood(jdbc)) {
            throw new InvalidSettingsException(form + ".");
        }
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        Matcher matcher = CREDENTIALS.matcher(jdbc);
        while (matcher.find()) {
            if ("user".equals(matcher.group(1))) {
                user = matcher.group(2);
            } else {
                password = matcher.group(2);
            }
        }
        if (user.isEmpty()) {
            throw new InvalidSettingsException(setting + " names no user. " + form + ".");
        }
        String plain = matcher.replaceAll("").replaceAll("[?&]$", "");
        return new DatabaseAccess(plain, decoded(user), decoded(password));
    }

    private static boolean understood(String jdbc) {
        try {
            return jdbc.startsWith("jdbc:postgresql:")
                    && DriverManager.getDriver(jdbc).acceptsURL(jdbc);
        } catch (SQLException noDriver) {
            return false;
        }
    }

    /**
     * Connects once.
     *
     * @throws InvalidSettingsException where that fails or the server is too old, in one sentence
     */
    void check(String setting) {
        Properties properties = properties();
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties)) {
            if (connection.getMetaData().getDatabaseMajorVersion() < MINIMUM_VERSION) {
                throw new InvalidSettingsException(setting + " leads to PostgreSQL "
                        + connection.getMetaData().getDatabaseProductVersion() + ", but " + MINIMUM_VERSION
                        + " is the oldest that is supported.");
            }
        } catch (SQLException failure) {
            throw new InvalidSettingsException(setting + " does not lead to a database (" + jdbcUrl + ", user " + user
                    + "): " + firstSentence(failure) + ".");
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, properties());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    private static String firstSentence(SQLException failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return message.lines().findFirst().orElse("no reason given").replaceAll("\\.(\\s.*)?$", "");
    }

    private static String decoded(String text) {
        // A plus sign stands for itself here, unlike in a form.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
