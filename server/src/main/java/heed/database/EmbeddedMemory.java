package heed.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much memory the embedded PostgreSQL takes of what the machine, or the container, has. Half of it is the heap's
/// at most; the rest is what the operating system keeps files in, which PostgreSQL reads from at the speed of memory.
///
/// @param megabytes of the machine
record EmbeddedMemory(long megabytes) {

    private static final long SMALLEST_BUFFERS = 128;
    private static final long LARGEST_BUFFERS = 8192;
    private static final long SMALLEST_WORK = 64;
    private static final long LARGEST_WORK = 512;

    /// Of this machine.
    static EmbeddedMemory ofThisMachine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new EmbeddedMemory(system.getTotalMemorySize() >> 20);
    }

    /// `shared_buffers`: a quarter. What ten million profiles are looked up in all over finds room in it.
    String sharedBuffers() {
        return Math.clamp(megabytes / 4, SMALLEST_BUFFERS, LARGEST_BUFFERS) + "MB";
    }

    /// `effective_cache_size`: nothing is taken; plans may count on so much being kept.
    String cache() {
        return Math.max(megabytes * 3 / 8, SMALLEST_BUFFERS) + "MB";
    }

    /// `maintenance_work_mem`.
    String maintenance() {
        return Math.clamp(megabytes / 32, SMALLEST_WORK, LARGEST_WORK) + "MB";
    }
}
