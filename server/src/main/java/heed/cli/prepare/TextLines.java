package heed.cli.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a text file in bounded memory: of a longer line only the beginning is kept, which is too long for
/// anything that such a file holds. With or without BOM; what is not UTF-8 becomes U+FFFD.
final class TextLines implements AutoCloseable {

    private static final int LONGEST = 1000;

    private final BufferedReader in;

    private boolean first = true;

    TextLines(InputStream in) {
        // Not Files.newBufferedReader: that one stops at the first byte that is not UTF-8.
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// The next line, null at the end.
    @Nullable
    String next() throws IOException {
        int c = in.read();
        if (first && c == '\uFEFF') {
            c = in.read();
        }
        first = false;
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
