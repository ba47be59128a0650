package io.millrace.job;

import static io.millrace.job.Fault.Moment.AFTER;
import static io.millrace.job.Fault.Moment.ASYNC;
import static io.millrace.job.Fault.Moment.BEFORE;
import static io.millrace.job.Fault.Moment.BETWEEN;
import static io.millrace.job.Fault.Moment.CLOSE;
import static io.millrace.job.Fault.Moment.COMMITTED;
import static io.millrace.job.Fault.Moment.COMPLETE;
import static io.millrace.job.Fault.Moment.FINISH;
import static io.millrace.job.Fault.Moment.PREPARE;
import static io.millrace.job.Fault.Moment.RESTORE;
import static io.millrace.job.Fault.Moment.SNAPSHOT;
import static io.millrace.job.Fault.Moment.STORE;

import io.millrace.config.RuntimeConfig.Backend;
import io.millrace.job.Fault.Moment;
import io.millrace.job.Fault.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One to five failures of one job, all of it a function of a seed. The first failure goes round all
 * places in turn, and learners, backends and numbers of failures round all their combinations, so
 * that few schedules meet all of them; the rest is drawn.
 *
 * @param losesCheckpoints whether the job goes on after a checkpoint that failed, and does not
 *     restart
 */
record FaultSchedule(
        long seed,
        CrashLearner learner,
        Backend backend,
        boolean losesCheckpoints,
        List<Fault> faults) {

    static final List<String> STAGES =
            List.of(
                    Uids.PARSE,
                    Uids.ADMIT,
                    Uids.CLEAN,
                    Uids.NORMALIZE,
                    Uids.REBALANCE,
                    Uids.TRAIN,
                    Uids.EVALUATE);

    private static final int MOST = 5;

    static final List<Place> IN_MID_STREAM = inMidStream();

    static FaultSchedule of(long seed, int records) {
        Random random = new Random(seed);
        int learners = CrashLearner.values().length;
        int backends = Backend.values().length;
        int count = 1 + Math.floorMod(seed / (learners * backends), MOST);
        boolean losesCheckpoints = random.nextBoolean();
        List<Place> places = new ArrayList<>();
        places.add(IN_MID_STREAM.get(Math.floorMod(seed, IN_MID_STREAM.size())));
        while (places.size() < count) {
            Place last = places.get(places.size() - 1);
            boolean restarted = !(losesCheckpoints && last.moment().losesACheckpoint());
            places.add(draw(random, restarted, places.size() + 1 == count));
        }
        return new FaultSchedule(
                seed,
                CrashLearner.values()[Math.floorMod(seed, learners)],
                Backend.values()[Math.floorMod(seed / learners, backends)],
                losesCheckpoints,
                spread(places, records, random));
    }

    private static Place draw(Random random, boolean restarted, boolean last) {
        String stage = STAGES.get(random.nextInt(STAGES.size()));
        return switch (random.nextInt(8)) {
            case 0 -> restarted ? new Place(stage, RESTORE) : anywhere(random);
            case 1 -> last ? new Place(Uids.EVALUATE, FINISH) : anywhere(random);
            case 2 -> last ? new Place(stage, CLOSE) : anywhere(random);
            default -> anywhere(random);
        };
    }

    private static Place anywhere(Random random) {
        return IN_MID_STREAM.get(random.nextInt(IN_MID_STREAM.size()));
    }

    private static List<Place> inMidStream() {
        List<Place> places = new ArrayList<>();
        for (String stage : STAGES) {
            for (Moment moment : List.of(BEFORE, AFTER, BETWEEN, SNAPSHOT, ASYNC)) {
                places.add(new Place(stage, moment));
            }
        }
        for (Moment moment : List.of(BEFORE, AFTER, SNAPSHOT)) {
            places.add(new Place(Uids.SOURCE, moment));
        }
        for (String sink :
                List.of(Uids.METRICS, Uids.PREDICTIONS, Uids.DEAD_LETTERS, Uids.MODELS)) {
            places.add(new Place(sink + ": Writer", BEFORE));
            places.add(new Place(sink + ": Writer", PREPARE));
            places.add(new Place(sink + ": Committer", COMPLETE));
            places.add(new Place(sink + ": Committer", COMMITTED));
        }
        places.add(new Place(LingeringStorage.FILES, STORE));
        places.add(new Place(LingeringStorage.METADATA, STORE));
        return List.copyOf(places);
    }

    /** Gives each place its part of the stream. */
    static List<Fault> spread(List<Place> places, int records, Random random) {
        List<Fault> faults = new ArrayList<>();
        for (Place place : places) {
            long after = (long) records * (faults.size() + 1) / (places.size() + 1);
            boolean rare = place.operator().endsWith(": Writer");
            if (rare) {
                // Few dead letters and models come by at all.
                after = Math.min(after, records / 2);
            }
            boolean often = place.moment().isOfEachRecord() && !rare;
            int hits = often ? 1 + random.nextInt(10) : 1;
            faults.add(new Fault(place, after, hits));
        }
        return faults;
    }

    @Override
    public String toString() {
        return "seed "
                + seed
                + ": "
                + learner
                + " on "
                + backend
                + (losesCheckpoints ? ", which may lose checkpoints: " : ": ")
                + faults;
    }
}
