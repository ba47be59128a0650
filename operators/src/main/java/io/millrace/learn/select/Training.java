package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;
import io.millrace.learn.train.ReactingModel;
import io.millrace.learn.train.TrainConfig;
import io.millrace.learn.train.TrainedModel;
import io.millrace.learn.train.Trainer;

/** The stage of training: of one model or of a population. */
public record Training(SelectConfig select, TrainConfig train) implements StageConfig<Trainer> {

    @Override
    public String stage() {
        return train.stage();
    }

    @Override
    public Trainer bind(Page page, Schema schema) {
        TrainedModel model =
                select.type() == SelectConfig.Type.AUTO
                        ? new Population(select, train.model().seed(), page, schema)
                        : ReactingModel.bind(train, page, schema);
        return new Trainer(model, page, schema, train.drift());
    }
}
