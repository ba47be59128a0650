package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Stage;

/** Placeholder: the contract only. */
public final class Trainer implements Stage {

    Trainer(TrainConfig config, Page page, Schema schema) {}

    @Override
    public void process(Sample sample) {}
}
