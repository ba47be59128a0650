package io.millrace.learn.model.nd4j;

import io.millrace.learn.model.Layer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer by ND4J: three calls of {@code gemm} over arrays that are made once.
 *
 * <p>A row-major matrix of n x m is a column-major one of m x n, which is what BLAS wants; so every
 * array here stands for the transpose of the one that {@link Layer} speaks of, and none is ever
 * transposed in memory.
 *
 * <p>Between a backward pass and the next forward one a layer holds nothing that matters, so all
 * models that a thread trains share one for each shape: stages are bound anew for every key and
 * after every checkpoint, and native memory that is made each time is only freed when the garbage
 * collector happens to notice.
 *
 * <p>Loading this class sets BLAS to one thread for the whole process: the parallelism is Flink's,
 * and one thread adds up in the same order in each run.
 */
public final class Nd4jLayer implements Layer {

    static {
        Nd4j.factory().blas().setMaxThreads(1);
    }

    private static final ThreadLocal<Map<Shape, Nd4jLayer>> LAYERS =
            ThreadLocal.withInitial(HashMap::new);

    /** The position of the weights tells apart equal layers of one network. */
    private record Shape(int rows, int in, int out, int weights) {}

    private final int weights;
    private final INDArray inputs;
    private final INDArray matrix;
    private final INDArray outputs;
    private final INDArray gradient;
    private final INDArray inputDelta;

    private final FloatBuffer inputsMemory;
    private final FloatBuffer matrixMemory;
    private final FloatBuffer outputsMemory;
    private final FloatBuffer gradientMemory;
    private final FloatBuffer inputDeltaMemory;

    /** This thread's layer of a shape; parameters as of {@link Layer.Factory#layer}. */
    public static Nd4jLayer of(int rows, int in, int out, int weights) {
        return LAYERS.get()
                .computeIfAbsent(
                        new Shape(rows, in, out, weights),
                        unused -> new Nd4jLayer(rows, in, out, weights));
    }

    private Nd4jLayer(int rows, int in, int out, int weights) {
        this.weights = weights;
        this.inputs = array(in, rows);
        this.matrix = array(out, in);
        this.outputs = array(out, rows);
        this.gradient = array(out, in);
        this.inputDelta = array(in, rows);
        this.inputsMemory = inputs.data().asNioFloat();
        this.matrixMemory = matrix.data().asNioFloat();
        this.outputsMemory = outputs.data().asNioFloat();
        this.gradientMemory = gradient.data().asNioFloat();
        this.inputDeltaMemory = inputDelta.data().asNioFloat();
    }

    private static INDArray array(int rows, int columns) {
        return Nd4j.create(DataType.FLOAT, new long[] {rows, columns}, 'f');
    }

    @Override
    public void forward(float[] inputs, float[] params, float[] outputs) {
        inputsMemory.put(0, inputs);
        matrixMemory.put(0, params, weights, matrixMemory.capacity());
        outputsMemory.put(0, outputs);
        Nd4j.gemm(matrix, this.inputs, this.outputs, false, false, 1, 1);
        outputsMemory.get(0, outputs);
    }

    @Override
    public void backward(float[] delta, float[] gradient, float @Nullable [] inputDelta) {
        outputsMemory.put(0, delta);
        Nd4j.gemm(outputs, inputs, this.gradient, false, true, 1, 0);
        gradientMemory.get(0, gradient, weights, gradientMemory.capacity());
        if (inputDelta != null) {
            Nd4j.gemm(matrix, outputs, this.inputDelta, true, false, 1, 0);
            inputDeltaMemory.get(0, inputDelta);
        }
    }
}
