package heed.exchange.file;

import heed.exchange.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A stream without its gzip packing, if it has one: told by its first two bytes (RFC 1952), never by a name.
public final class Unpacked extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private Unpacked(InputStream in) {
        super(in);
    }

    /// Unpacks what is packed, passes on what is not.
    public static InputStream of(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        if (first != 0x1f || second != 0x8b) {
            return buffered;
        }
        try {
            return new Unpacked(new GZIPInputStream(buffered, BUFFER));
        } catch (EOFException | ZipException e) {
            buffered.close();
            throw broken(e);
        }
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        try {
            return super.read(to, from, length);
        } catch (EOFException | ZipException e) {
            throw broken(e);
        }
    }

    private static UnreadableFileException broken(IOException cause) {
        return new UnreadableFileException("the gzip stream is cut or damaged", cause);
    }
}
