package io.millrace.format;

import io.millrace.data.Adopt;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Progress;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Every {@link LearningEvent}: a tag, then its fields, all that stages left on a sample too. */
public enum EventCodec implements Codec<LearningEvent> {
    INSTANCE;

    private static final byte SAMPLE = 1;
    private static final byte REJECTED = 2;
    private static final byte SNAPSHOT = 3;
    private static final byte ADOPT = 4;

    private static final int SYNTHETIC = 1;
    private static final int MASKED = 2;
    private static final int HAS_PROGRESS = 4;
    private static final int HAS_ORIGINAL = 8;
    private static final int DECIDED = 16;

    @Override
    public String id() {
        return "event";
    }

    @Override
    public Class<LearningEvent> type() {
        return LearningEvent.class;
    }

    @Override
    public void write(LearningEvent event, DataOutput out) throws IOException {
        if (event instanceof Sample sample) {
            out.writeByte(SAMPLE);
            writeSample(sample, out);
        } else if (event instanceof Rejected rejected) {
            out.writeByte(REJECTED);
            Wire.writeString(rejected.key(), out);
            writeReason(rejected.reason(), out);
        } else if (event instanceof Snapshot snapshot) {
            out.writeByte(SNAPSHOT);
            SnapshotCodec.INSTANCE.write(snapshot, out);
        } else {
            Adopt adopt = (Adopt) event;
            out.writeByte(ADOPT);
            Wire.writeString(adopt.key(), out);
            SnapshotCodec.writePages(adopt.pages(), out);
        }
    }

    @Override
    public LearningEvent read(DataInput in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case SAMPLE -> readSample(in);
            case REJECTED -> new Rejected(Wire.readString(in), readReason(in));
            case SNAPSHOT -> SnapshotCodec.INSTANCE.read(in);
            case ADOPT -> new Adopt(Wire.readString(in), SnapshotCodec.readPages(in));
            default -> throw new CorruptBytesException("events have tags 1 to 4, not " + tag);
        };
    }

    @Override
    public LearningEvent copy(LearningEvent event) {
        if (event instanceof Sample sample) {
            return copySample(sample);
        } else if (event instanceof Snapshot snapshot) {
            return SnapshotCodec.INSTANCE.copy(snapshot);
        }
        return event;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    private static void writeSample(Sample sample, DataOutput out) throws IOException {
        Progress progress = sample.progress;
        RawRecord original = sample.original;
        out.writeByte(
                (sample.synthetic ? SYNTHETIC : 0)
                        | (sample.masked ? MASKED : 0)
                        | (progress != null ? HAS_PROGRESS : 0)
                        | (original != null ? HAS_ORIGINAL : 0)
                        | (sample.decision != Sample.UNDECIDED ? DECIDED : 0));
        Wire.writeString(sample.key(), out);
        Wire.writeString(sample.id(), out);
        Wire.writeFloats(sample.features().head(), out);
        Wire.writeInts(sample.features().tailIndices(), out);
        Wire.writeFloats(sample.features().tailValues(), out);
        out.writeDouble(sample.label());
        out.writeLong(sample.eventTime);
        out.writeInt(sample.partition);
        out.writeLong(sample.offset);
        out.writeLong(sample.ordinal);
        out.writeDouble(sample.weight);
        out.writeDouble(sample.targetMean);
        out.writeDouble(sample.targetScale);
        out.writeDouble(sample.targetBound);
        Wire.writeDoubles(sample.logitOffsets, out);
        Wire.writeDoubles(sample.prediction, out);
        if (progress != null) {
            out.writeLong(progress.learned);
            out.writeLong(progress.pending);
            out.writeLong(progress.maskedByRebalance);
            out.writeLong(progress.maskedNonFinite);
        }
        if (original != null) {
            RawRecordCodec.INSTANCE.write(original, out);
        }
        if (sample.decision != Sample.UNDECIDED) {
            out.writeInt(sample.decision);
        }
    }

    private static Sample readSample(DataInput in) throws IOException {
        int flags = in.readByte();
        Sample sample =
                new Sample(
                        Wire.readString(in),
                        Wire.readNullableString(in),
                        new FeatureVector(
                                Wire.readFloats(in), Wire.readInts(in), Wire.readFloats(in)),
                        in.readDouble());
        sample.synthetic = (flags & SYNTHETIC) != 0;
        sample.masked = (flags & MASKED) != 0;
        sample.eventTime = in.readLong();
        sample.partition = in.readInt();
        sample.offset = in.readLong();
        sample.ordinal = in.readLong();
        sample.weight = in.readDouble();
        sample.targetMean = in.readDouble();
        sample.targetScale = in.readDouble();
        sample.targetBound = in.readDouble();
        sample.logitOffsets = Wire.readNullableDoubles(in);
        sample.prediction = Wire.readNullableDoubles(in);
        if ((flags & HAS_PROGRESS) != 0) {
            Progress progress = new Progress();
            progress.learned = in.readLong();
            progress.pending = in.readLong();
            progress.maskedByRebalance = in.readLong();
            progress.maskedNonFinite = in.readLong();
            sample.progress = progress;
        }
        if ((flags & HAS_ORIGINAL) != 0) {
            sample.original = RawRecordCodec.INSTANCE.read(in);
        }
        if ((flags & DECIDED) != 0) {
            sample.decision = in.readInt();
        }
        return sample;
    }

    private static Sample copySample(Sample sample) {
        Sample copy =
                new Sample(sample.key(), sample.id(), sample.features().copy(), sample.label());
        copy.synthetic = sample.synthetic;
        copy.masked = sample.masked;
        copy.eventTime = sample.eventTime;
        copy.partition = sample.partition;
        copy.offset = sample.offset;
        copy.ordinal = sample.ordinal;
        copy.original = sample.original;
        copy.weight = sample.weight;
        copy.targetMean = sample.targetMean;
        copy.targetScale = sample.targetScale;
        copy.targetBound = sample.targetBound;
        copy.logitOffsets = sample.logitOffsets == null ? null : sample.logitOffsets.clone();
        copy.prediction = sample.prediction == null ? null : sample.prediction.clone();
        copy.decision = sample.decision;
        Progress progress = sample.progress;
        if (progress != null) {
            Progress own = new Progress();
            own.learned = progress.learned;
            own.pending = progress.pending;
            own.maskedByRebalance = progress.maskedByRebalance;
            own.maskedNonFinite = progress.maskedNonFinite;
            copy.progress = own;
        }
        return copy;
    }

    static void writeReason(RejectReason reason, DataOutput out) throws IOException {
        Wire.writeString(reason.name(), out);
    }

    static RejectReason readReason(DataInput in) throws IOException {
        String name = Wire.readString(in);
        try {
            return RejectReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new CorruptBytesException("no reason is called '" + name + "'");
        }
    }
}
