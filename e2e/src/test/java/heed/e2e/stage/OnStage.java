package heed.e2e.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests their parameters, and ends what they were given. Of a test that fails, the pages it ended on are in
/// `target/failures`. A test whose browser complained fails, whatever else it saw.
final class OnStage implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace OURS = Namespace.create(OnStage.class);

    private static final Path FAILURES = Path.of("target", "failures");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Set.<Class<?>>of(Stage.class, Visitor.class, Api.class).contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Stage stage = context.getRoot().getStore(OURS).computeIfAbsent(Stage.class, _ -> Stage.open(), Stage.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == Stage.class) {
            return stage;
        }
        if (type == Api.class) {
            return stage.api();
        }
        Visitor visitor = parameter.isAnnotated(Stranger.class) ? stage.stranger() : stage.operator();
        context.getStore(OURS).computeIfAbsent(Visitors.class, _ -> new Visitors(), Visitors.class).all.add(visitor);
        return visitor;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Visitors visitors = context.getStore(OURS).get(Visitors.class, Visitors.class);
        if (visitors == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            String name = (context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName())
                    .replaceAll("[^A-Za-z0-9.]+", "-");
            for (int i = 0; i < visitors.all.size(); i++) {
                visitors.all.get(i).picture(FAILURES.resolve(name + (i == 0 ? "" : "-" + (i + 1)) + ".png"));
            }
            return;
        }
        List<String> complaints = visitors.all.stream().flatMap(visitor -> visitor.complaints().stream()).toList();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the browser complained: " + complaints);
        }
    }

    /// Whoever a test was given.
    private static final class Visitors implements AutoCloseable {

        private final List<Visitor> all = new ArrayList<>();

        @Override
        public void close() {
            all.forEach(Visitor::close);
        }
    }
}
