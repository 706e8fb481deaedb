package heed.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a page of a list begins and how long it is (4-api, habits).
///
/// A cursor holds the sort key of the last item shown and a hash of the list's name and filters. It is bound to
/// nothing else: it never expires, survives restarts, and what existed throughout is shown exactly once. A cursor that
/// was made for other filters, or by hand, is refused with 400.
///
/// ```java
/// Paging paging = Paging.of(limit, cursor, "quarantine", channel, status);
/// // … where id > :after order by id limit :fetch
/// return paging.page(store.list(paging.afterNumber(0), paging.fetch()), row -> List.of(row.id()));
/// ```
public final class Paging {

    /// The most items of a page.
    public static final int MOST = 1000;

    private static final int USUAL = 50;
    private static final byte VERSION = 1;
    private static final int CHECK = 8;
    private static final char SEPARATOR = '\u0000';

    private final int limit;
    private final byte[] filters;
    private final List<String> after;

    private Paging(int limit, byte[] filters, List<String> after) {
        this.limit = limit;
        this.filters = filters;
        this.after = after;
    }

    /// Reads the query parameters `limit` and `cursor`.
    ///
    /// @param limit null: 50
    /// @param list the list's name
    /// @param filters every filter of the list, always in the same order; null where not given
    /// @throws Problem 400 for a limit outside 1 to 1000 and for a cursor of another list, other filters, or nobody's
    public static Paging of(@Nullable Integer limit, @Nullable String cursor, String list,
            @Nullable Object... filters) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw Problem.badRequest("limit", "must be 1 to " + MOST);
        }
        byte[] name = name(list, filters).getBytes(UTF_8);
        return new Paging(limit == null ? USUAL : limit, name, cursor == null ? List.of() : decode(cursor, name));
    }

    /// The most items of this page.
    public int limit() {
        return limit;
    }

    /// How many rows to ask the database for: one more than the page takes, to know whether another page follows.
    public int fetch() {
        return limit + 1;
    }

    /// The sort key of the last item of the page before, part by part; empty on the first page.
    public List<String> after() {
        return after;
    }

    /// The same for a sort key that is one number.
    ///
    /// @param first what to return on the first page
    /// @throws Problem 400 for a cursor made by hand
    public long afterNumber(long first) {
        return after(first, key -> Long.parseLong(key.getFirst()));
    }

    /// The same for a sort key that is an id: a positive int, 0 on the first page.
    ///
    /// @throws Problem 400 for a cursor made by hand
    public int afterId() {
        long id = afterNumber(0);
        if (id < 0 || id > Integer.MAX_VALUE) {
            throw refused();
        }
        return (int) id;
    }

    /// The same for any other sort key. Whoever knows how a cursor is made can make one: its parts are read with care.
    ///
    /// @param first what to return on the first page
    /// @param read makes the place of the parts
    /// @throws Problem 400 for parts that cannot be read
    public <T> T after(T first, Function<List<String>, T> read) {
        try {
            return after.isEmpty() ? first : read.apply(after);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
    }

    /// The page of these rows.
    ///
    /// @param rows up to [#fetch] of them, in the list's order
    /// @param sortKey the parts of a row's sort key: what makes its place in the order unique
    public <T> Page<T> page(List<T> rows, Function<T, List<?>> sortKey) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, encode(sortKey.apply(items.getLast()).stream().map(String::valueOf).toList()));
    }

    /// The page after the one that ended with this cursor, same list, filters and length.
    Paging next(String cursor) {
        return new Paging(limit, filters, decode(cursor, filters));
    }

    /// No two lists or filters have the same one: a filter never holds the separator.
    private static String name(String list, @Nullable Object[] filters) {
        var name = new StringBuilder(list);
        for (Object filter : filters) {
            name.append(SEPARATOR).append(filter == null ? "" : "=" + filter);
        }
        return name.toString();
    }

    private String encode(List<String> key) {
        byte[] payload = String.join(String.valueOf(SEPARATOR), key).getBytes(UTF_8);
        var bytes = ByteBuffer.allocate(1 + CHECK + payload.length).put(VERSION).put(check(filters, payload))
                .put(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static List<String> decode(String cursor, byte[] filters) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        if (bytes.length < 1 + CHECK || bytes[0] != VERSION) {
            throw refused();
        }
        byte[] payload = Arrays.copyOfRange(bytes, 1 + CHECK, bytes.length);
        if (!Arrays.equals(check(filters, payload), Arrays.copyOfRange(bytes, 1, 1 + CHECK))) {
            throw refused();
        }
        return List.of(new String(payload, UTF_8).split(String.valueOf(SEPARATOR), -1));
    }

    private static byte[] check(byte[] filters, byte[] payload) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(4).putInt(filters.length).array());
            sha.update(filters);
            return Arrays.copyOf(sha.digest(payload), CHECK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem refused() {
        return Problem.badRequest("cursor", "is not one of this list with these filters");
    }
}
