package io.millrace.learn.admit;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Stage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first stage of a model: refuses samples that came before, numbers the others, remembers which
 * stretch of the source they came from, and counts the versions of the model.
 *
 * <p>The ordinal given here is what every later choice by chance is derived from, so that a choice
 * is a function of the ordered samples and comes out alike after a restart.
 */
public final class Admission implements Stage {

    private static final String PARTITIONS = "partitions";
    private static final String FIRST_OFFSETS = "firstOffsets";
    private static final String LAST_OFFSETS = "lastOffsets";

    private final AdmitConfig config;
    private final Page page;
    private final long[] admitted;
    private final long[] version;
    private final @Nullable RecentIds recentIds;
    private long[] partitions;
    private long[] firstOffsets;
    private long[] lastOffsets;

    Admission(AdmitConfig config, Page page) {
        this.config = config;
        this.page = page;
        this.admitted = page.longs("admitted", 1);
        this.version = page.longs("version", 1);
        if (config.deduplicate() > 0) {
            this.recentIds = new RecentIds(config.deduplicate(), page);
        } else {
            this.recentIds = null;
            RecentIds.drop(page);
        }
        int known = page.arrays().get(PARTITIONS) instanceof long[] p ? p.length : 0;
        this.partitions = page.longs(PARTITIONS, known);
        this.firstOffsets = page.longs(FIRST_OFFSETS, known);
        this.lastOffsets = page.longs(LAST_OFFSETS, known);
    }

    /**
     * Takes a sample in, or leaves it {@linkplain Sample#admitted() not admitted} if its id is
     * among the last ones. A sample without an id is never that of another.
     */
    @Override
    public void process(Sample sample) {
        String id = sample.id();
        if (recentIds != null && id != null && !recentIds.add(id)) {
            sample.ordinal = -1;
            return;
        }
        sample.ordinal = admitted[0]++;
        if (sample.partition >= 0) {
            int index = indexOf(sample.partition, sample.offset);
            lastOffsets[index] = sample.offset;
        }
    }

    private int indexOf(int partition, long offset) {
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] == partition) {
                return i;
            }
        }
        partitions = append(PARTITIONS, partitions, partition);
        firstOffsets = append(FIRST_OFFSETS, firstOffsets, offset);
        lastOffsets = append(LAST_OFFSETS, lastOffsets, offset);
        return partitions.length - 1;
    }

    private long[] append(String name, long[] array, long value) {
        long[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = value;
        page.put(name, longer);
        return longer;
    }

    /** Whether no sample of this model was admitted before. */
    public boolean isNew() {
        return admitted[0] == 0;
    }

    /** Samples of this model that were admitted. */
    public long admitted() {
        return admitted[0];
    }

    /** Whether the model is to be published right after the sample just admitted. */
    public boolean publishDue() {
        return config.publishEvery() > 0 && admitted[0] % config.publishEvery() == 0;
    }

    /** The number of the next version: 1, 2, ... */
    public long nextVersion() {
        return ++version[0];
    }
}
