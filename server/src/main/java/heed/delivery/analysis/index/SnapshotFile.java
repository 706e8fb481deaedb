package heed.delivery.analysis.index;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import heed.database.HeedHome;
import heed.delivery.analysis.SnapshotIn;
import heed.delivery.analysis.SnapshotOut;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The file that keeps the index over a restart, `HEED_HOME/index/profiles.snapshot`: bitmaps in the portable Roaring
/// format, addresses as raw ids. It holds no address text and no key.
///
/// Magic, format, version of the relations; token, identity, position; the data; a CRC-32C of all before it. It is
/// replaced as a whole or not at all.
@Component
class SnapshotFile {
    /// Raise it when what stands in the file changes, or how it is understood.
    private static final int FORMAT = 1;
    private static final long MAGIC = 0x48454544_494E4458L;
    private static final int SMALLEST = Long.BYTES + 3 * Integer.BYTES;

    private final Path path;

    @Autowired
    SnapshotFile(HeedHome home) {
        this(home.directory("index").resolve("profiles.snapshot"));
    }

    SnapshotFile(Path path) {
        this.path = path;
    }

    /// The index as a file keeps it.
    ///
    /// @param token what the database knows the file by
    /// @param identity of which database
    /// @param position where it stands
    /// @param data the facts; nobody changes them while the snapshot is being written
    record Snapshot(UUID token, Identity identity, Position position, IndexData data) {}

    /// Why a file is not believed; the message says it in words for the operator.
    static final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /// Writes beside the file and brings it to the disk; the file itself stays until [#replace].
    void prepare(Snapshot snapshot) throws IOException {
        Files.deleteIfExists(fresh());
        try (FileChannel channel = FileChannel.open(fresh(), Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            SnapshotOut out = new SnapshotOut(channel);
            out.putLong(MAGIC);
            out.putInt(FORMAT);
            out.putInt(relations());
            out.putLong(snapshot.token().getMostSignificantBits());
            out.putLong(snapshot.token().getLeastSignificantBits());
            out.putText(snapshot.identity().cluster());
            out.putText(snapshot.identity().instance());
            out.putLong(snapshot.identity().settledSeq());
            out.putInt(snapshot.identity().schema());
            out.putText(snapshot.position().snapshot());
            out.putLong(snapshot.position().ledgerSeq());
            snapshot.data().writeTo(out);
            out.finish();
        }
    }

    /// Puts what [#prepare] wrote in the file's place.
    void replace() throws IOException {
        Files.move(fresh(), path, ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), READ)) {
            directory.force(true);
        }
    }

    /// Reads it; whether it is still true only the database can tell.
    ///
    /// @throws Unusable when it is not there, damaged, or written by another version
    Snapshot read() throws IOException {
        if (Files.notExists(path)) {
            throw new Unusable("there is no snapshot file yet");
        }
        try (FileChannel channel = FileChannel.open(path, READ)) {
            SnapshotIn in = new SnapshotIn(channel);
            if (channel.size() < SMALLEST || in.nextLong() != MAGIC) {
                throw new Unusable("the snapshot file is none, or cut off");
            }
            if (in.nextInt() != FORMAT || in.nextInt() != relations()) {
                throw new Unusable("the snapshot file was written by another version of Heed");
            }
            if (!in.isWhole()) {
                throw new Unusable("the snapshot file is damaged or cut off: its checksum is wrong");
            }
            return new Snapshot(new UUID(in.nextLong(), in.nextLong()),
                    new Identity(in.text(), in.text(), in.nextLong(), in.nextInt()),
                    new Position(in.text(), in.nextLong()), IndexData.readFrom(in));
        }
    }

    private Path fresh() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    /// Another question to the database may mean other facts under the same name.
    private static int relations() {
        return IndexRelations.statements().hashCode();
    }
}
