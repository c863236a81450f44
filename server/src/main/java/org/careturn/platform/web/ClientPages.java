package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** The clients that run in a browser, as they were built; each knows its own addresses beneath its prefix. */
@Configuration(proxyBeanMethods = false)
class ClientPages implements WebMvcConfigurer {
    /** Each is an app with addresses of its own beneath its prefix. */
    private static final List<String> APPS = List.of("desk", "display", "kiosk", "app");

    private static final List<String> WITH_FIRST_PAGE =
            Stream.concat(APPS.stream(), Stream.of("help")).toList();

    /** Nothing but files: what the ticket's page fetches, which the server itself makes, and the manuals. */
    private static final List<String> FOLDERS = List.of("ticket", "help");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        APPS.forEach(app -> addApp(registry, app));
        FOLDERS.forEach(folder -> registry.addResourceHandler("/" + folder + "/**")
                .addResourceLocations(place(folder))
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new BrotliFirst())
                .addResolver(new PathResourceResolver()));
    }

    private static void addApp(ResourceHandlerRegistry registry, String app) {
        for (String folder : List.of("assets", "_expo/static")) { // another content has another name
            registry.addResourceHandler("/" + app + "/" + folder + "/**")
                    .addResourceLocations(place(app) + folder + "/")
                    .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                            .cachePublic()
                            .immutable())
                    .resourceChain(false)
                    .addResolver(new BrotliFirst())
                    .addResolver(new PathResourceResolver());
        }
        registry.addResourceHandler("/" + app + "/**")
                .addResourceLocations(place(app))
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new BrotliFirst())
                .addResolver(new PageResolver());
    }

    private static String place(String app) {
        return "classpath:/web/" + app + "/";
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String app : WITH_FIRST_PAGE) {
            registry.addRedirectViewController("/" + app, "/" + app + "/");
            registry.addViewController("/" + app + "/").setViewName("forward:/" + app + "/index.html");
        }
    }

    /**
     * A forward ends an answer without a body behind the security filter's back, which adds its headers as the answer goes
     * out.
     */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HeadersFirst())
                .addPathPatterns(
                        WITH_FIRST_PAGE.stream().map(app -> "/" + app + "/**").toList());
    }

    private static final class HeadersFirst implements HandlerInterceptor {
        @Override
        public void postHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView view)
                throws IOException {
            if (request.getMethod().equals("HEAD") && view == null) {
                response.flushBuffer();
            }
        }
    }

    /** Browsers name gzip first, and of two that they accept the framework takes the one that they name first. */
    private static final class BrotliFirst extends EncodedResourceResolver {
        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return super.resolveResourceInternal(request == null ? null : reordered(request), path, locations, chain);
        }

        private static HttpServletRequest reordered(HttpServletRequest request) {
            return new HttpServletRequestWrapper(request) {
                @Override
                public @Nullable String getHeader(String name) {
                    String value = super.getHeader(name);
                    return value == null || !name.equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING)
                            ? value
                            : Stream.of(value.split(",", -1))
                                    .sorted(Comparator.comparing(
                                            coding -> !coding.strip().startsWith("br")))
                                    .collect(Collectors.joining(","));
                }
            };
        }
    }

    /** A path without an extension is a screen, which the client itself finds. */
    private static final class PageResolver extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            return file != null || StringUtils.getFilenameExtension(path) != null
                    ? file
                    : super.getResource("index.html", location);
        }
    }
}
