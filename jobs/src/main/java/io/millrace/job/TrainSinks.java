package io.millrace.job;

import io.millrace.data.DeadLetter;
import io.millrace.data.Prediction;
import io.millrace.data.Report;
import io.millrace.data.Snapshot;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the results of training go: each attaches its sink, under the uid of its name in {@link
 * Uids}.
 *
 * @param metrics the reports
 * @param predictions one prediction a sample, if wanted
 * @param deadLetters the records that broke the data contract
 * @param models the published models, if wanted
 */
public record TrainSinks(
        Consumer<DataStream<Report>> metrics,
        Optional<Consumer<DataStream<Prediction>>> predictions,
        Consumer<DataStream<DeadLetter>> deadLetters,
        Optional<Consumer<DataStream<Snapshot>>> models) {}
