package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.profile.choice.ChoiceState;
import heed.profile.choice.ChoiceStore;
import heed.profile.choice.OptOutJson;
import heed.profile.choice.ScopeMarks;
import heed.profile.choice.ScopeMarks.Mark;
import heed.profile.choice.StillExcludedStore;
import heed.profile.choice.SwitchChanges;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Choice;
import heed.rules.optout.ChoiceTime;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import heed.web.EntityTag;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Takes the choices of one person (semantics §1): opt out, opt in, replace.
///
/// One transaction each, three trips to the database: lock the profile and read where it stands; write entry, choice
/// and switches; commit. When it returns, the choice is durable and every later look, hand-off included, sees it.
/// Choices on one profile wait for each other; in whatever order they come, the switches are the fold of all.
@Component
public class Choices {

    private final ChoiceStore store;
    private final OptOutStore optOuts;
    private final ScopeMarks marks;
    private final StillExcludedStore stillExcluded;
    private final ProfileCreation creation;
    private final Clock clock;

    Choices(ChoiceStore store, OptOutStore optOuts, ScopeMarks marks, StillExcludedStore stillExcluded,
            ProfileCreation creation, Clock clock) {
        this.store = store;
        this.optOuts = optOuts;
        this.marks = marks;
        this.stillExcluded = stillExcluded;
        this.creation = creation;
        this.clock = clock;
    }

    /// Makes a choice for whom the key reaches, deleted profiles included.
    ///
    /// @param create makes a profile without addresses where the key is unknown
    /// @param ifMatch the `If-Match` of the caller, or null
    /// @throws Problem 400 for a missing reason and a moment too far ahead, 404 for an unknown key, 412 for other
    ///     switches than the caller saw, or the same said once more
    @Transactional
    public ChoiceAnswer choose(String key, ChoiceRequest request, boolean create, @Nullable String ifMatch) {
        requireReason(request.act() instanceof Act.OptIn, request, "opting in needs a reason");
        ChoiceState state = store.lock(key).orElseGet(() -> {
            if (!create) {
                throw Problem.notFound("there is no profile with this key");
            }
            creation.create(key, request.actor(), request.source());
            return store.lock(key).orElseThrow();
        });
        if (ifMatch != null) {
            EntityTag.of(optOuts.tag(state.profile().id())).check(ifMatch);
        }
        return choose(state, request);
    }

    /// Makes a choice for a profile that is locked, in the caller's transaction.
    ChoiceAnswer choose(ChoiceState state, ChoiceRequest request) {
        Instant at = moment(request.at(), state.newest());
        Optional<Long> before = request.at() == null
                ? Optional.empty()
                : store.recorded(state.profile().id(), at, request);
        return before.isPresent() ? repeat(state, request, at, before.get()) : first(state, request, at);
    }

    /// Records on `to` an opt-out of every switch that is on for either, all at one moment: what a merge does
    /// (semantics §1). Both are locked by the caller.
    public void takeOver(ProfileRef from, ProfileRef to, Actor actor, ObjectNode evidence) {
        ChoiceState target = store.lock(to.id());
        Set<Switch> either = new TreeSet<>(store.lock(from.id()).optOuts().on());
        either.addAll(target.optOuts().on());
        Instant at = ChoiceTime.now(clock.instant(), target.newest());
        for (Switch one : either) {
            first(store.lock(to.id()), new ChoiceRequest(new Act.OptOut(one), Scope.PROFILE, at, Source.MERGE, actor,
                    null, evidence), at);
        }
    }

    /// Makes a choice that nobody has recorded before, at a moment that was found under the profile's lock.
    ChoiceAnswer first(ChoiceState state, ChoiceRequest request, Instant at) {
        int profile = state.profile().id();
        OptOuts before = state.optOuts();
        OptOuts after = after(state, new Choice(at, request.act(), ChoiceStore.THIS_ENTRY));
        SwitchChanges changes = SwitchChanges.between(before, after);
        requireReason(!changes.off().isEmpty(), request, "clearing a switch needs a reason");
        Set<Mark> touched = marks.touchedBy(profile, request);
        Entry entry = entry(state.profile(), request, at, touched)
                .change(OptOutJson.change(before, after, request.act(), request.scope()));
        long seq = store.record(entry, request.act(), request.scope(), changes);
        boolean marked = marks.write(touched, request, at, seq);
        return answer(state, after, marked || SwitchChanges.visible(before, after), seq, request);
    }

    /// The same choice with the same moment, source and scope is recorded once; its marks reach addresses that came
    /// since.
    private ChoiceAnswer repeat(ChoiceState state, ChoiceRequest request, Instant at, long recorded) {
        int profile = state.profile().id();
        Set<Mark> missing = marks.missing(profile, request, at);
        if (missing.isEmpty()) {
            return answer(state, state.optOuts(), false, recorded, request);
        }
        long seq = marks.append(entry(state.profile(), request, at, missing)
                .change(OptOutJson.change(state.optOuts(), state.optOuts(), request.act(), request.scope())));
        boolean marked = marks.write(missing, request, at, seq);
        return answer(state, state.optOuts(), marked, seq, request);
    }

    private OptOuts after(ChoiceState state, Choice choice) {
        if (state.isNewest(choice)) {
            return state.optOuts().after(choice);
        }
        List<Choice> all = new ArrayList<>(store.choices(state.profile().id()));
        all.add(choice);
        return OptOuts.fold(all);
    }

    private ChoiceAnswer answer(ChoiceState state, OptOuts after, boolean changed, long seq, ChoiceRequest request) {
        Set<Channel> opened = opened(request.act(), state.optOuts(), after);
        return ChoiceAnswer.of(after, changed, seq, stillExcluded.causes(state.profile(), opened));
    }

    /// The channels a choice is meant to open: those an opt-in names, or those that a replace uncovered.
    private static Set<Channel> opened(Act act, OptOuts before, OptOuts after) {
        return switch (act) {
            case Act.OptOut _ -> Set.of();
            case Act.OptIn(var what) -> what.channel().map(Set::of).orElse(EnumSet.allOf(Channel.class));
            case Act.Replace _ -> SwitchChanges.uncovered(before, after);
        };
    }

    private Instant moment(@Nullable Instant at, @Nullable Instant newest) {
        Instant now = clock.instant();
        if (at == null) {
            return ChoiceTime.now(now, newest);
        }
        return ChoiceTime.judge(at, now)
                .orElseThrow(() -> Problem.badRequest("at", "must not be more than 5 minutes ahead"));
    }

    private static Entry entry(ProfileRef profile, ChoiceRequest request, Instant at, Set<Mark> touched) {
        return Entry.of(kind(request.act()), at, request.actor(), request.source())
                .touching(Touched.profile(profile.id()).andAddresses(ScopeMarks.addresses(touched)))
                .evidence(request.evidence())
                .reason(request.reason());
    }

    /// The kind of entry that records such an act.
    public static Kind kind(Act act) {
        return switch (act) {
            case Act.OptOut _ -> Kind.OPT_OUT;
            case Act.OptIn _ -> Kind.OPT_IN;
            case Act.Replace _ -> Kind.OPT_OUTS_REPLACED;
        };
    }

    private static void requireReason(boolean needed, ChoiceRequest request, String why) {
        String reason = request.reason();
        if (needed && (reason == null || reason.isBlank())) {
            throw Problem.badRequest("reason", "is missing: " + why);
        }
    }
}
