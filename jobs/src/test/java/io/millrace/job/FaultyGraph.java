package io.millrace.job;

import io.millrace.job.Fault.Moment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.legacy.YieldingOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeServiceAware;

/**
 * Lets any operator of a job fail at any moment that the {@link FaultPlan} names, Flink's own ones
 * as well: each is run through a proxy that passes the plan around what Flink asks of it. The job
 * itself knows nothing of that. Only the source is left out, whose task wants it as it is: it is a
 * {@link FaultySource}.
 */
final class FaultyGraph {

    private FaultyGraph() {}

    static StreamGraph weave(StreamGraph graph) {
        for (StreamNode node : graph.getStreamNodes()) {
            StreamOperatorFactory<?> factory = node.getOperatorFactory();
            if (!(factory instanceof SourceOperatorFactory)) {
                node.setOperatorFactory(new FaultyFactory<>(node.getOperatorName(), factory));
            }
        }
        return graph;
    }

    /** Makes an operator, and puts the proxy before it. */
    private static final class FaultyFactory<O> extends AbstractStreamOperatorFactory<O>
            implements OneInputStreamOperatorFactory<Object, O>, YieldingOperatorFactory<O> {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final StreamOperatorFactory<O> factory;

        FaultyFactory(String name, StreamOperatorFactory<O> factory) {
            this.name = name;
            this.factory = factory;
            this.chainingStrategy = factory.getChainingStrategy();
        }

        @Override
        public void setMailboxExecutor(MailboxExecutor executor) {
            if (factory instanceof YieldingOperatorFactory<?> yielding) {
                yielding.setMailboxExecutor(executor);
            }
        }

        @Override
        public void setProcessingTimeService(ProcessingTimeService service) {
            if (factory instanceof ProcessingTimeServiceAware aware) {
                aware.setProcessingTimeService(service);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T extends StreamOperator<O>> T createStreamOperator(
                StreamOperatorParameters<O> parameters) {
            StreamOperator<O> operator = factory.createStreamOperator(parameters);
            return (T)
                    Proxy.newProxyInstance(
                            FaultyGraph.class.getClassLoader(),
                            interfaces(operator.getClass()).toArray(Class[]::new),
                            new Faulty(name, operator));
        }

        @Override
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
            return factory.getStreamOperatorClass(loader);
        }
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            interfaces.addAll(Set.of(c.getInterfaces()));
        }
        return interfaces;
    }

    private record Faulty(String name, StreamOperator<?> operator) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
            switch (method.getName()) {
                case "processElement" -> {
                    pass(Moment.BEFORE);
                    if (LingeringStorage.isWriting()) {
                        pass(Moment.BETWEEN);
                    }
                }
                case "notifyCheckpointComplete" -> {
                    FaultPlan.checkpointed((long) args[0]);
                    pass(Moment.COMPLETE);
                }
                case "initializeState" -> FaultPlan.started();
                default -> {}
            }
            Object result = call(method, args);
            switch (method.getName()) {
                case "processElement" -> pass(Moment.AFTER);
                case "prepareSnapshotPreBarrier" -> pass(Moment.PREPARE);
                case "snapshotState" -> {
                    pass(Moment.SNAPSHOT);
                    if (FaultPlan.isNext(name, Moment.ASYNC)) {
                        failLater((OperatorSnapshotFutures) result);
                    }
                }
                case "notifyCheckpointComplete" -> pass(Moment.COMMITTED);
                case "initializeState" -> pass(Moment.RESTORE);
                case "endInput" -> pass(Moment.FINISH);
                case "close" -> {
                    if (isAfterTheEnd()) {
                        pass(Moment.CLOSE);
                    }
                }
                default -> {}
            }
            return result;
        }

        /** Whether a task closes that is done, and not one that failed. */
        private static boolean isAfterTheEnd() {
            return StackWalker.getInstance()
                    .walk(
                            frames ->
                                    frames.anyMatch(
                                            frame -> frame.getMethodName().equals("afterInvoke")));
        }

        private Object call(Method method, Object[] args) throws Throwable {
            try {
                return method.invoke(operator, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void failLater(OperatorSnapshotFutures futures) {
            RunnableFuture<SnapshotResult<KeyedStateHandle>> state =
                    futures.getKeyedStateManagedFuture();
            futures.setKeyedStateManagedFuture(
                    new FutureTask<>(
                            () -> {
                                state.run();
                                pass(Moment.ASYNC);
                                return state.get();
                            }));
        }

        private void pass(Moment moment) {
            FaultPlan.pass(name, moment);
        }
    }
}
