package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.select.Gradient.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a population: a core that is always there, and then as many as the budget allows, in
 * the order of worth.
 *
 * <p>The nanoseconds that a member takes are told by its shape, so that a restart chooses alike on
 * any machine. They were measured on one core of a server under load: about 3 for each parameter
 * that Adam moves in a hidden layer, 0.4 for each number that a neighbour is compared by, 1.2 for
 * each of the squared inputs of a least-squares fit. Of more than two classes each counts as one
 * more.
 */
final class Roster {

    private static final double FORGETTING = 0.9999;
    private static final int LEAST_NEIGHBOURS = 100;
    private static final int MOST_NEIGHBOURS = 2000;
    private static final int WIDEST = 64;
    private static final int WAVES = 48;

    /** A table of directions of more inputs would take too much memory and time to make. */
    private static final int MOST_WAVE_INPUTS = 1 << 12;

    private final long seed;
    private final Page page;
    private final Schema schema;
    private final Loss loss;
    private final int classes;
    private final int outputs;
    private final int active;
    private final List<Member> members = new ArrayList<>();
    private final Map<Kind, List<Gradient>> kinds = new EnumMap<>(Kind.class);
    private double nanos;

    Roster(SelectConfig config, long seed, Page page, Schema schema, Loss loss) {
        this.seed = seed;
        this.page = page;
        this.schema = schema;
        this.loss = loss;
        this.classes = schema.target() instanceof Target.Classification c ? c.size() : 0;
        this.outputs = loss.outputs();
        this.active = Categories.active(schema) + 1;
        this.nanos = 1000 * config.budget();
        core();
        rest();
    }

    List<Member> members() {
        return members;
    }

    /** Members that are alike but for their rates, and may take each other's place. */
    Collection<List<Gradient>> kinds() {
        return kinds.values();
    }

    private void core() {
        add(new Recent(page.part("recent"), classes), 100);
        linear("linear-1", Kind.NORMALISED_SGD, 1);
        linear("linear-2", Kind.ADAM, 0.01);
        linear("linear-3", Kind.NORMALISED_SGD, 0.3);
        linear("linear-4", Kind.NORMALISED_SGD, 0.1);
        double looked = 4.0 * Crosses.slots(schema) * outputs;
        add(new Crosses(page.part("crosses"), schema, loss), looked);
        network("network-1", Kind.NETWORK, 0.01);
        // Mixing: each opinion is weighed in five ways, and two of them look at all pairs.
        nanos -= 3000;
        neighbours();
    }

    /** Half of what is left goes to neighbours, of which there can be more or fewer. */
    private void neighbours() {
        double each = 0.4 * active;
        int rows = (int) Math.min(MOST_NEIGHBOURS, nanos / 2 / each);
        rows = Math.max(LEAST_NEIGHBOURS, rows);
        add(new Neighbours(page.part("neighbours"), schema, rows, classes), each * rows);
    }

    private void rest() {
        waves("waves-1", 2.5);
        if (schema.width() <= WIDEST && fits(squares(schema.width()))) {
            add(least("least-squares", new Inputs(schema)), squares(schema.width()));
        }
        int past = Past.size(schema, outputs);
        if (schema.width() <= WIDEST && fits(squares(past))) {
            String name = "autoregression";
            Units units = units(name);
            Basis basis = new Past(page.part("past"), schema, outputs, units);
            add(least(name, basis, units), squares(past));
        }
        if (fits(2 * linearNanos())) {
            linear("linear-5", Kind.ADAM, 0.003);
            linear("linear-6", Kind.ADAM, 0.1);
        }
        waves("waves-2", 1);
        if (fits(networkNanos(Kind.WIDE_NETWORK))) {
            network("network-2", Kind.WIDE_NETWORK, 0.003);
        }
    }

    private boolean fits(double nanos) {
        return nanos <= this.nanos;
    }

    private void add(Member member, double nanos) {
        members.add(member);
        this.nanos -= nanos;
    }

    private double linearNanos() {
        return 50 + 5.0 * active * outputs;
    }

    private double networkNanos(Kind kind) {
        return 3.0 * kind.hidden() * (active + outputs);
    }

    private static double squares(int inputs) {
        return 1.2 * (inputs + 1) * (inputs + 1);
    }

    private void linear(String name, Kind kind, double rate) {
        Gradient member = new Gradient(name, page.part(name), schema, kind, rate, seed);
        kinds.computeIfAbsent(kind, unused -> new ArrayList<>()).add(member);
        add(member, linearNanos());
    }

    private void network(String name, Kind kind, double rate) {
        add(new Gradient(name, page.part(name), schema, kind, rate, seed), networkNanos(kind));
    }

    private void waves(String name, double width) {
        double nanos = squares(WAVES) + WAVES * (10 + 0.5 * active);
        if (schema.width() <= MOST_WAVE_INPUTS && fits(nanos)) {
            add(least(name, new Fourier(schema, WAVES, width, seed)), nanos);
        }
    }

    private LeastSquares least(String name, Basis basis) {
        return least(name, basis, units(name));
    }

    private LeastSquares least(String name, Basis basis, @Nullable Units units) {
        return new LeastSquares(name, page.part(name), basis, FORGETTING, loss, units);
    }

    private @Nullable Units units(String name) {
        return classes == 0 ? new Units(page.part(name)) : null;
    }

    /** The ways in which opinions are summed. */
    static List<Mixing> mixings(Page page, boolean regression, int outputs, int opinions) {
        List<Mixing> mixings = new ArrayList<>();
        if (!regression) {
            mixings.add(logistic("mix-fast", page, opinions, 0.02));
            mixings.add(logistic("mix", page, opinions, 0.005));
            mixings.add(logistic("mix-slow", page, opinions, 0.001));
        }
        if (outputs == 1) {
            double bias = regression ? 1 : 0.3;
            mixings.add(newton("newton-mix", page, opinions, FORGETTING, 1, bias));
            mixings.add(newton("newton-mix-fast", page, opinions, 0.999, 0.1, bias));
        }
        return mixings;
    }

    private static Mixing logistic(String name, Page page, int opinions, double rate) {
        return new LogisticMixing(name, page.part(name), opinions, rate);
    }

    private static Mixing newton(
            String name, Page page, int opinions, double forgetting, double start, double bias) {
        return new NewtonMixing(name, page.part(name), opinions, forgetting, start, bias);
    }
}
