package heed.cli.prepare;

import heed.cli.ProgressBar;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How far the reading of all inputs is, in bytes, for the person who waits; nothing where nobody does.
final class Progress {

    private final @Nullable ProgressBar bar;

    private final long total;

    private final AtomicLong done = new AtomicLong();

    private Progress(@Nullable ProgressBar bar, long total) {
        this.bar = bar;
        this.total = total;
    }

    /// Of these files; one that is not there counts nothing, for its reader will tell.
    static Progress of(@Nullable ProgressBar bar, List<Path> files) throws IOException {
        long total = 1;
        for (Path file : files) {
            total += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return new Progress(bar, total);
    }

    /// The same stream; what is read from it counts.
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int count = super.read(to, from, length);
                done.addAndGet(Math.max(count, 0));
                return count;
            }
        };
    }

    /// Shows it, now and then.
    void show() {
        if (bar != null) {
            bar.update((double) done.get() / total, (double) done.get());
        }
    }

    /// All is read.
    void end() {
        if (bar != null) {
            bar.clear();
        }
    }
}
