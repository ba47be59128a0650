package io.millrace.format;

import io.millrace.data.RawRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link RawRecord}, byte for byte. */
public enum RawRecordCodec implements Codec<RawRecord> {
    INSTANCE;

    @Override
    public String id() {
        return "raw-record";
    }

    @Override
    public Class<RawRecord> type() {
        return RawRecord.class;
    }

    @Override
    public void write(RawRecord record, DataOutput out) throws IOException {
        Wire.writeBytes(record.key(), out);
        Wire.writeBytes(record.value(), out);
        out.writeInt(record.headers().size());
        for (RawRecord.Header header : record.headers()) {
            Wire.writeString(header.name(), out);
            Wire.writeBytes(header.value(), out);
        }
        Wire.writeString(record.topic(), out);
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.timestamp());
    }

    @Override
    public RawRecord read(DataInput in) throws IOException {
        byte[] key = Wire.readNullableBytes(in);
        byte[] value = Wire.readNullableBytes(in);
        int count = Wire.readCount(in);
        List<RawRecord.Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new RawRecord.Header(Wire.readString(in), Wire.readNullableBytes(in)));
        }
        return new RawRecord(
                key,
                value,
                List.copyOf(headers),
                Wire.readString(in),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    @Override
    public RawRecord copy(RawRecord record) {
        return record;
    }

    @Override
    public boolean immutable() {
        return true;
    }
}
