package io.millrace.docker;

import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.Sample;
import io.millrace.format.RecordParsers;
import io.millrace.learn.Learner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Learns one mini-batch with ND4J, in a JVM of its own. */
final class Nd4jProbe {

    private static final String JOB =
            """
            name: probe
            source: {bootstrap-servers: nowhere:9092, topic: probe}
            schema:
              features: [{name: x, type: numeric}]
              label: {name: y, type: number}
            model: {hidden: [8]}
            train: {batch-size: 4, compute: nd4j}
            """;

    private Nd4jProbe() {}

    /** Prints {@code learned 4}. */
    public static void main(String[] args) throws Exception {
        JobConfig job = ConfigLoader.parse(JOB, "probe.yaml", List.of(), Map.of());
        RecordParser parser = RecordParsers.create(job.source().format(), job.learner().schema());
        Learner learner = new Learner(LearningEvent.ONE_MODEL, job.learner());
        for (int i = 0; i < 4; i++) {
            byte[] value =
                    String.format("{\"x\": %d, \"y\": %d}", i, 2 * i + 1)
                            .getBytes(StandardCharsets.UTF_8);
            learner.learn(
                    parser.parse(
                            new RawRecord(null, value, List.of(), "probe", 0, i, Sample.NO_TIME)));
        }
        System.out.println("learned " + learner.report().counts().learned());
    }
}
