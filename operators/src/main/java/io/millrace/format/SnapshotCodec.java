package io.millrace.format;

import io.millrace.data.Page;
import io.millrace.data.Snapshot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Snapshot}: key, version, and the pages collected so far. */
public enum SnapshotCodec implements Codec<Snapshot> {
    INSTANCE;

    @Override
    public String id() {
        return "snapshot";
    }

    @Override
    public Class<Snapshot> type() {
        return Snapshot.class;
    }

    @Override
    public void write(Snapshot snapshot, DataOutput out) throws IOException {
        Wire.writeString(snapshot.key(), out);
        out.writeLong(snapshot.version());
        writePages(snapshot.pages(), out);
    }

    @Override
    public Snapshot read(DataInput in) throws IOException {
        Snapshot snapshot = new Snapshot(Wire.readString(in), in.readLong());
        readPages(in).forEach(snapshot::add);
        return snapshot;
    }

    /** Pages that were added are never changed, so the copy shares them. */
    @Override
    public Snapshot copy(Snapshot snapshot) {
        Snapshot copy = new Snapshot(snapshot.key(), snapshot.version());
        snapshot.pages().forEach(copy::add);
        return copy;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    static void writePages(List<Page> pages, DataOutput out) throws IOException {
        out.writeInt(pages.size());
        for (Page page : pages) {
            PageCodec.INSTANCE.write(page, out);
        }
    }

    static List<Page> readPages(DataInput in) throws IOException {
        int count = Wire.readCount(in);
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(PageCodec.INSTANCE.read(in));
        }
        return pages;
    }
}
