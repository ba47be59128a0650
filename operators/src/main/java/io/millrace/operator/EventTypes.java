package io.millrace.operator;

import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Prediction;
import io.millrace.data.RawRecord;
import io.millrace.data.Report;
import io.millrace.data.Snapshot;
import io.millrace.format.DeadLetterCodec;
import io.millrace.format.EventCodec;
import io.millrace.format.PageCodec;
import io.millrace.format.PredictionCodec;
import io.millrace.format.RawRecordCodec;
import io.millrace.format.ReportCodec;
import io.millrace.format.SnapshotCodec;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Flink's types of all that flows between the operators and out of them. */
public final class EventTypes {

    public static final TypeInformation<RawRecord> RAW_RECORD =
            new CodecTypeInfo<>(RawRecordCodec.INSTANCE);
    public static final TypeInformation<LearningEvent> EVENT =
            new CodecTypeInfo<>(EventCodec.INSTANCE);
    public static final TypeInformation<Report> REPORT = new CodecTypeInfo<>(ReportCodec.INSTANCE);
    public static final TypeInformation<Page> PAGE = new CodecTypeInfo<>(PageCodec.INSTANCE);

    /** Side output of {@link ParseOperator} and {@link AdmitOperator}. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", new CodecTypeInfo<>(DeadLetterCodec.INSTANCE));

    /** Side output of {@link EvaluateOperator}. */
    public static final OutputTag<Prediction> PREDICTIONS =
            new OutputTag<>("predictions", new CodecTypeInfo<>(PredictionCodec.INSTANCE));

    /** Side output of {@link EvaluateOperator}: snapshots that have passed every stage. */
    public static final OutputTag<Snapshot> MODELS =
            new OutputTag<>("models", new CodecTypeInfo<>(SnapshotCodec.INSTANCE));

    private EventTypes() {}
}
