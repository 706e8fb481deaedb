package heed.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of the administrator's own, as named by `HEED_DATABASE_URL`.
///
/// @param url for JDBC, without user and password where the setting had them before the host
/// @param user null: in the URL's parameters, or none
/// @param password null: in the URL's parameters, or none
record ExternalDatabase(String url, @Nullable String user, @Nullable String password) {

    private static final int OLDEST = 15;

    /// Reads the setting: `jdbc:postgresql://…`, or `postgres://` or `postgresql://` with `user:password@host:port/name`.
    ///
    /// @throws DatabaseRefused when it is neither; the message never repeats the URL, which may hold a password
    static ExternalDatabase of(String setting) {
        String text = setting.strip();
        if (text.startsWith("jdbc:postgresql:")) {
            return new ExternalDatabase(text, null, null);
        }
        if (!text.startsWith("postgres://") && !text.startsWith("postgresql://")) {
            throw new DatabaseRefused("HEED_DATABASE_URL must begin with jdbc:postgresql: or postgres://");
        }
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new DatabaseRefused("HEED_DATABASE_URL is no URL: percent-encode what is special in it");
        }
        if (uri.getHost() == null) {
            throw new DatabaseRefused("HEED_DATABASE_URL names no host");
        }
        return of(uri);
    }

    /// Connects once and looks at the version.
    ///
    /// @throws DatabaseRefused when it cannot be reached or is too old
    void check() {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement();
                var version = statement.executeQuery("show server_version_num")) {
            version.next();
            checkVersion(version.getInt(1));
        } catch (SQLException e) {
            throw new DatabaseRefused("the PostgreSQL of HEED_DATABASE_URL cannot be used: " + e.getMessage(), e);
        }
    }

    /// @param version as PostgreSQL counts, `150004` for 15.4
    static void checkVersion(int version) {
        if (version / 10_000 < OLDEST) {
            throw new DatabaseRefused("the PostgreSQL of HEED_DATABASE_URL is version " + version / 10_000
                    + "; Heed needs " + OLDEST + " or later");
        }
    }

    private static ExternalDatabase of(URI uri) {
        String userInfo = uri.getRawUserInfo();
        String user = null;
        String password = null;
        if (userInfo != null) {
            int colon = userInfo.indexOf(':');
            user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
            password = colon < 0 ? null : decode(userInfo.substring(colon + 1));
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new ExternalDatabase("jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query, user,
                password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
