package io.millrace.learn.normalize;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Stage;

/** Placeholder: the contract only. */
public final class Normalizer implements Stage {

    Normalizer(NormalizeConfig config, Page page, Schema schema) {}

    @Override
    public void process(Sample sample) {}
}
