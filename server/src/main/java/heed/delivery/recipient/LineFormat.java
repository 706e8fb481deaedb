package heed.delivery.recipient;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import heed.web.CsvAnswer;
import java.io.ByteArrayOutputStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// How the line of a recipient looks. Works on UTF-8 as it comes from the database: hardly any key or address holds a
/// character that needs care, so all others become text only where one does.
final class LineFormat {
    /// `profile,address`, exactly as they are (RFC 4180): this is sent from.
    static final LineFormat CSV = new LineFormat(CsvAnswer.TYPE + ";charset=UTF-8", "profile,address\r\n", "", ",",
            "\r\n", true, null);

    private static final int SHORT = 48;
    private static final int LONG = 430;
    private static final JsonMapper JSON = new JsonMapper();

    private final String type;
    private final byte[] header;
    private final byte[] before;
    private final byte[] between;
    private final byte[] after;
    private final boolean csv;
    private final @Nullable IntFunction<String> fields;

    private LineFormat(String type, String header, String before, String between, String after, boolean csv,
            @Nullable IntFunction<String> fields) {
        this.type = type;
        this.header = header.getBytes(UTF_8);
        this.before = before.getBytes(UTF_8);
        this.between = between.getBytes(UTF_8);
        this.after = after.getBytes(UTF_8);
        this.csv = csv;
        this.fields = fields;
    }

    /// `{"profile":…,"address":…}` with further fields of each profile, from the comma on.
    static LineFormat ndjson(IntFunction<String> fields) {
        return new LineFormat(RecipientWriter.NDJSON, "", "{\"profile\":", ",\"address\":", "}\n", false, fields);
    }

    /// Its media type.
    String type() {
        return type;
    }

    /// What stands before the first line.
    byte[] header() {
        return header.clone();
    }

    /// About how long a line is.
    int usualLength() {
        return fields == null ? SHORT : LONG;
    }

    /// Appends the line of a recipient with this id, whose key and address are parts of `row`.
    void line(int id, byte[] row, int key, int keyLength, int address, int addressLength, ByteArrayOutputStream out) {
        out.write(before, 0, before.length);
        cell(row, key, keyLength, out);
        out.write(between, 0, between.length);
        cell(row, address, addressLength, out);
        if (fields != null) {
            out.writeBytes(fields.apply(id).getBytes(ISO_8859_1));
        }
        out.write(after, 0, after.length);
    }

    private void cell(byte[] row, int from, int length, ByteArrayOutputStream out) {
        if (!isPlain(row, from, from + length)) {
            out.writeBytes(careful(new String(row, from, length, UTF_8)).getBytes(UTF_8));
        } else if (csv) {
            out.write(row, from, length);
        } else {
            out.write('"');
            out.write(row, from, length);
            out.write('"');
        }
    }

    private String careful(String text) {
        return csv ? CsvAnswer.exactCell(text) : JSON.writeValueAsString(text);
    }

    /// Is it free of blanks, control characters, quotes, commas and backslashes? Those need care in one of the formats.
    private static boolean isPlain(byte[] row, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = row[i];
            if ((b >= 0 && b <= ' ') || b == '"' || b == ',' || b == '\\') {
                return false;
            }
        }
        return true;
    }
}
