package heed.feedback.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A message as it lies in an mbox file begins with a line `From ` that is none of its header.
final class Envelope {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST = 8_000;

    private final PushbackInputStream input;

    Envelope(InputStream input) {
        this.input = new PushbackInputStream(input, FROM.length);
    }

    /// The message without that line and those that belong to it.
    InputStream stripped() throws IOException {
        byte[] start = input.readNBytes(FROM.length);
        if (!Arrays.equals(start, FROM)) {
            input.unread(start);
            return input;
        }
        int next;
        int read = 0;
        do {
            skipLine();
            next = input.read();
            read++;
        } while ((next == ' ' || next == '\t') && read < LONGEST);
        if (next >= 0) {
            input.unread(next);
        }
        return input;
    }

    private void skipLine() throws IOException {
        int c = input.read();
        while (c >= 0 && c != '\n') {
            c = input.read();
        }
    }
}
