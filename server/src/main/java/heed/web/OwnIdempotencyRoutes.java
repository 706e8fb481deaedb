package heed.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Which routes are marked with [OwnIdempotency].
@Component
class OwnIdempotencyRoutes {

    private final RequestMappingHandlerMapping mapping;

    OwnIdempotencyRoutes(@Lazy @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    boolean contain(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        return routes().stream().anyMatch(route -> matches(route, request));
    }

    private List<RequestMappingInfo> routes() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(route -> route.getValue().hasMethodAnnotation(OwnIdempotency.class)).map(Map.Entry::getKey)
                .toList();
    }

    private static boolean matches(RequestMappingInfo route, HttpServletRequest request) {
        PathPatternsRequestCondition paths = route.getPathPatternsCondition();
        return paths != null && paths.getMatchingCondition(request) != null
                && route.getMethodsCondition().getMatchingCondition(request) != null;
    }
}
