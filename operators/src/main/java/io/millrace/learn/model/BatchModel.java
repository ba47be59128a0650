package io.millrace.learn.model;

/** The scores of a batch and their gradient, for one kind of model. Not thread-safe. */
public interface BatchModel {

    /**
     * Scores the batch.
     *
     * @return the raw scores, one row a sample; scratch
     */
    float[] forward(float[] params);

    /** Where {@link #backward} expects the gradient of the loss by each raw score. */
    float[] scoreGradient();

    /**
     * From the gradient by scores to the gradient by parameters, at the last {@link #forward}.
     *
     * @param gradient as long as the parameters; inputs of the sparse tail that the batch does not
     *     have keep what is there
     */
    void backward(float[] gradient);
}
