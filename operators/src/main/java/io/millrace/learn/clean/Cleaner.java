package io.millrace.learn.clean;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Stage;

/** Placeholder: the contract only. */
public final class Cleaner implements Stage {

    Cleaner(CleanConfig config, Page page, Schema schema) {}

    @Override
    public void process(Sample sample) {}
}
