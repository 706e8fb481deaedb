package heed.feedback.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/// Memory for messages on their way in: all connections together take no more than that. Nobody waits for it; who finds
/// none tries again later.
final class Room {

    private static final int PIECE = 65_536;

    private final Semaphore pieces;

    Room(long bytes) {
        pieces = new Semaphore(Math.toIntExact(bytes / PIECE));
    }

    /// A share for one message.
    Share share() {
        return new Share();
    }

    /// There is no room now.
    static final class Full extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /// What one message takes, until it is closed.
    final class Share implements AutoCloseable {

        private int taken;

        private Share() {
        }

        /// Reads to the end, whatever the size: what were left would be taken for commands. Keeps one byte more than `most`
        /// at most.
        ///
        /// @throws Full where others take all the room
        byte[] read(InputStream data, long most) throws IOException, Full {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            int read = data.readNBytes(piece, 0, PIECE);
            while (read > 0 && kept.size() <= most) {
                if (!pieces.tryAcquire()) {
                    data.transferTo(OutputStream.nullOutputStream());
                    throw new Full();
                }
                taken++;
                kept.write(piece, 0, (int) Math.min(read, most + 1 - kept.size()));
                read = data.readNBytes(piece, 0, PIECE);
            }
            data.transferTo(OutputStream.nullOutputStream());
            return kept.toByteArray();
        }

        @Override
        public void close() {
            pieces.release(taken);
            taken = 0;
        }
    }
}
