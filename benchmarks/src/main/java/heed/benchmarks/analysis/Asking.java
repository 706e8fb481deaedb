package heed.benchmarks.analysis;

import heed.benchmarks.PopulationFiles;
import heed.benchmarks.RunningHeed;
import heed.delivery.analysis.Engine;
import heed.delivery.analysis.Waterfall;
import heed.delivery.analysis.index.ProfileIndex;
import heed.rules.Channel;
import heed.rules.Typology;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Asks Heed's index in this process.
///
/// @param index the server's
/// @param service the id of the one service
record Asking(ProfileIndex index, int service) {

    /// Each made answer, and how long making it took.
    record Made(Waterfall waterfall, long nanos) {}

    static Asking of(RunningHeed heed) {
        int service = heed.bean(JdbcClient.class).sql("select id from services where name = :name")
                .param("name", PopulationFiles.SERVICE).query(Integer.class).single();
        return new Asking(heed.bean(ProfileIndex.class), service);
    }

    /// The analysis alone: the index has caught up and the audience is known.
    Made analyse(Question question) {
        return index.ask(view -> {
            RoaringBitmap audience = question.audience(view.living());
            long start = System.nanoTime();
            Waterfall waterfall = Engine.analyse(Typology.MARKETING,
                    view.facts(Channel.EMAIL, service, question.moment()), audience);
            return new Made(waterfall, System.nanoTime() - start);
        });
    }
}
