package heed.delivery.recipient;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.delivery.recipient.RecipientStore.Recipient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes recipients as a stream of NDJSON, one a line: `{"profile","address"}` with the links of each.
public final class RecipientWriter {
    /// The media type of NDJSON.
    public static final String NDJSON = "application/x-ndjson";

    private final Writer out;
    private final JsonMapper json;
    private final RecipientLinks links;

    /// A writer onto an open stream; call [#flush] at the end.
    public RecipientWriter(OutputStream out, JsonMapper json, RecipientLinks links) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
        this.json = json;
        this.links = links;
    }

    /// One recipient of an NDJSON stream.
    private record Line(String profile, String address) {}

    /// A line that is no recipient: the first or last one of a chunk.
    public void line(Map<String, ?> line) throws IOException {
        out.write(json.writeValueAsString(line));
        out.write('\n');
    }

    /// Recipients as NDJSON.
    public void json(List<Recipient> recipients) throws IOException {
        for (Recipient recipient : recipients) {
            String line = json.writeValueAsString(new Line(recipient.key(), recipient.address()));
            out.write(line, 0, line.length() - 1);
            out.write(links.fields(recipient.id()));
            out.write("}\n");
        }
    }

    /// Sends what is left in the buffer.
    public void flush() throws IOException {
        out.flush();
    }
}
