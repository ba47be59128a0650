package io.millrace.learn.model.nd4j;

import io.millrace.learn.model.Layer;
import io.millrace.learn.model.PropagationTest;

class Nd4jPropagationTest extends PropagationTest {

    @Override
    protected Layer.Factory factory() {
        return Nd4jLayer::of;
    }
}
