package io.millrace.learn.model;

class LoopPropagationTest extends PropagationTest {

    @Override
    protected Layer.Factory factory() {
        return LoopLayer::new;
    }
}
