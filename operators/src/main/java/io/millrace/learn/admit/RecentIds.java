package io.millrace.learn.admit;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import java.util.Arrays;

/**
 * The ids of the last samples of a model, each as a hash of 64 bits: a ring in the page, which is
 * what is kept, and an index over it, which is not. The page so depends on the samples alone, and
 * costs 8 bytes an id; the index costs 5 to 11 more while the model is at hand.
 *
 * <p>The index is a hash table of places in the ring with linear probing, from which an id is taken
 * out by moving back those behind it (Knuth, The Art of Computer Programming, volume 3, section
 * 6.4, algorithm R), so that it never fills up with marks of what was deleted.
 *
 * <p>Two ids have the same hash with a chance of 2^-64. Among n kept ids a new one is so taken for
 * a known one with a chance of n / 2^64: for ten million ids once in 10^12 samples.
 */
final class RecentIds {

    private static final String RING = "recentIds";
    private static final String COUNT = "rememberedIds";

    /** The ring begins small and doubles up to its size, for most models may never fill it. */
    private static final int FIRST_SIZE = 64;

    private static final int EMPTY = -1;

    private final int size;
    private final Page page;
    private final long[] count;
    private long[] ring;
    private int[] index = {};
    private int mask;

    /**
     * @param size the most ids to keep, at least 1. Of what the page has kept under another size,
     *     the newest go on
     */
    RecentIds(int size, Page page) {
        this.size = size;
        this.page = page;
        this.count = page.longs(COUNT, 1);
        long[] kept = page.arrays().get(RING) instanceof long[] array ? array : new long[0];
        this.ring = fitted(kept);
        page.put(RING, ring);
        rebuild();
    }

    /** Forgets what a page may have of earlier ids. */
    static void drop(Page page) {
        page.removeIf(name -> name.equals(RING) || name.equals(COUNT));
    }

    /**
     * Remembers an id, in place of the oldest if there are as many as may be kept.
     *
     * @return whether it was new; if not, nothing has changed
     */
    boolean add(String id) {
        long hash = Chance.of(0, id);
        int slot = find(hash);
        if (index[slot] != EMPTY) {
            return false;
        }
        if (count[0] == ring.length && ring.length < size) {
            ring = Arrays.copyOf(ring, capacity(ring.length + 1L));
            page.put(RING, ring);
            rebuild();
            slot = find(hash);
        }
        int place = (int) (count[0] % ring.length);
        if (count[0] >= ring.length) {
            remove(find(ring[place]));
            slot = find(hash);
        }
        ring[place] = hash;
        index[slot] = place;
        count[0]++;
        return true;
    }

    /** The ring as it may go on, oldest first if its size is not the one it was written under. */
    private long[] fitted(long[] kept) {
        long held = Math.min(count[0], kept.length);
        boolean turned = count[0] > kept.length;
        if (kept.length == size || (kept.length != 0 && kept.length < size && !turned)) {
            return kept;
        }
        int stay = (int) Math.min(held, size);
        long[] fitted = new long[capacity(stay)];
        for (int i = 0; i < stay; i++) {
            fitted[i] = kept[(int) ((count[0] - stay + i) % kept.length)];
        }
        count[0] = stay;
        return fitted;
    }

    private int capacity(long ids) {
        long doubled = Math.max(FIRST_SIZE, Long.highestOneBit(Math.max(1, ids - 1)) << 1);
        return (int) Math.min(size, doubled);
    }

    private void rebuild() {
        int slots = Integer.highestOneBit(ring.length) << 1;
        index = new int[slots * 3L / 4 < ring.length ? slots << 1 : slots];
        mask = index.length - 1;
        Arrays.fill(index, EMPTY);
        int held = (int) Math.min(count[0], ring.length);
        for (int place = 0; place < held; place++) {
            index[find(ring[place])] = place;
        }
    }

    /** Where a hash is, or where it would go. */
    private int find(long hash) {
        int slot = home(hash);
        while (index[slot] != EMPTY && ring[index[slot]] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(long hash) {
        return (int) (hash >>> 32) & mask;
    }

    private void remove(int hole) {
        for (int slot = (hole + 1) & mask; index[slot] != EMPTY; slot = (slot + 1) & mask) {
            int home = home(ring[index[slot]]);
            boolean between = ((slot - home) & mask) < ((slot - hole) & mask);
            if (!between) {
                index[hole] = index[slot];
                hole = slot;
            }
        }
        index[hole] = EMPTY;
    }
}
