package io.millrace.learn.train;

import io.millrace.learn.model.Layer;
import io.millrace.learn.model.LoopLayer;
import io.millrace.learn.model.Network;
import io.millrace.learn.model.nd4j.Nd4jLayer;

/** Chooses what carries out matrix products: a function of the configuration alone. */
final class Layers {

    private Layers() {}

    static Layer.Factory of(TrainConfig config, Network network) {
        return switch (config.compute()) {
            case LOOPS -> LoopLayer::new;
            case ND4J -> nd4j();
            case AUTO -> LoopLayer::new;
        };
    }

    private static Layer.Factory nd4j() {
        return Nd4jLayer::new;
    }
}
