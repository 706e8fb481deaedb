package heed.exchange.file;

import heed.exchange.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// A stream without its gzip packing, if it has one: told by its first two bytes (RFC 1952), never by a name. Several
/// packed parts one after the other are one file. What is no such part is damage, not an end: `java.util.zip` would
/// take it for one and lose the rows behind.
public final class Unpacked extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private final long most;
    private long left;

    private Unpacked(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    /// Unpacks what is packed, passes on what is not.
    ///
    /// @param most how many bytes it may unpack to: a packed file says nothing about its real size
    /// @throws UnreadableFileException here and while reading: it is damaged, or unpacks to more
    public static InputStream of(InputStream in, long most) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        if (first != 0x1f || second != 0x8b) {
            return buffered;
        }
        try {
            return new Unpacked(GzipCompressorInputStream.builder().setInputStream(buffered)
                    .setDecompressConcatenated(true).setBufferSize(BUFFER).get(), most);
        } catch (IOException e) {
            buffered.close();
            throw broken(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int count;
        try {
            count = super.read(to, from, length);
        } catch (IOException e) {
            throw broken(e);
        }
        left -= Math.max(count, 0);
        if (left < 0) {
            throw new UnreadableFileException("the file unpacks to more than " + most
                    + " bytes, the most that an import takes (HEED_MAX_UPLOAD)");
        }
        return count;
    }

    private static UnreadableFileException broken(IOException cause) {
        return new UnreadableFileException("the gzip stream is cut or damaged", cause);
    }
}
