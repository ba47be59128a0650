package io.millrace.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What every reader of a stranger's bytes promises: it answers, or refuses with the exception that
 * it declares, and takes memory by what there is of them, not by what they say.
 */
public final class Hostile {

    /** What the smallest input may take, buffers and all. */
    private static final long FIXED = 1 << 20;

    private static final int ATTEMPTS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Hostile() {}

    /** Something that reads. */
    public interface Reading<T> {
        T read() throws Exception;
    }

    /**
     * What was read, or nothing if it was refused.
     *
     * @param bytes how much there is to read
     * @param factor how many bytes of memory a byte may take, all garbage included
     * @param declared how the reader refuses
     */
    public static <T> Optional<T> read(
            int bytes, long factor, Class<? extends Exception> declared, Reading<T> reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Optional<T> value = read(declared, reading);
        long taken = taken(before);
        // Whatever is taken the first times only is for classes, or by the fuzzer's own hooks.
        for (int i = 0; i < ATTEMPTS && taken > FIXED + factor * bytes; i++) {
            long again = THREADS.getCurrentThreadAllocatedBytes();
            read(declared, reading);
            taken = taken(again);
        }
        if (taken > FIXED + factor * bytes) {
            throw new AssertionError(bytes + " bytes took " + taken + " of memory");
        }
        return value;
    }

    private static long taken(long before) {
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static <T> Optional<T> read(Class<? extends Exception> declared, Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (Exception thrown) {
            if (!declared.isInstance(thrown)) {
                throw new AssertionError("not refused, but thrown up", thrown);
            }
            return Optional.empty();
        }
    }
}
