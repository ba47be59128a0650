package io.millrace.chaos;

import java.util.ArrayList;
import java.util.List;

/** The job that the laboratory hurts: everything that has state is switched on. */
final class LaboratoryJob {

    /** Its topics, named after it. */
    static String samples(String name) {
        return name + ".samples";
    }

    static String predictions(String name) {
        return name + ".predictions";
    }

    static String deadLetters(String name) {
        return name + ".dead-letters";
    }

    static String metrics(String name) {
        return name + ".metrics";
    }

    static String models(String name) {
        return name + ".models";
    }

    static List<String> outputs(String name) {
        return List.of(predictions(name), deadLetters(name), metrics(name), models(name));
    }

    static List<String> topics(String name) {
        List<String> topics = new ArrayList<>(outputs(name));
        topics.add(samples(name));
        return topics;
    }

    private LaboratoryJob() {}

    /** Its configuration in YAML. */
    static String yaml(String name, String bootstrapServers) {
        return """
               name: %s
               source:
                 bootstrap-servers: %s
                 topic: %s
               schema:
                 features:
                   - {name: x0, type: numeric}
                   - {name: x1, type: numeric}
                   - {name: x2, type: numeric}
                   - {name: x3, type: numeric}
                   - {name: colour, type: categorical, vocabulary: [c0, c1, c2, c3, c4, c5, c6, c7]}
                 label: {name: label, type: boolean}
                 id: id
                 key: key
                 event-time: time
               admit: {deduplicate: 20000}
               clean: {missing: mean, clip: 6}
               rebalance: {method: oversample, augment: 1}
               model: {hidden: [16]}
               train: {batch-size: 32, compute: nd4j}
               optimizer: {type: adam, learning-rate: 0.003}
               evaluate: {window: 1000, time-window: 1 min}
               publish: {every: 5000}
               sinks:
                 predictions: %s
                 transaction-timeout: %d s
               runtime:
                 parallelism: %d
                 checkpoint-interval: 2 s
                 checkpoint-timeout: 30 s
                 # Behind a backlog checkpoints would follow each other at once, and a cluster that
                 # stands still would always stand between a checkpoint and its commit.
                 flink: {execution.checkpointing.min-pause: 1500 ms}
               """
                .formatted(
                        name,
                        bootstrapServers,
                        samples(name),
                        predictions(name),
                        Injector.TRANSACTION_TIMEOUT.toSeconds(),
                        SampleStream.PARTITIONS);
    }
}
