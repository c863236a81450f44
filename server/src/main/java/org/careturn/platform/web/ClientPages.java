package org.careturn.platform.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** The clients that run in a browser, as they were built; each knows its own addresses beneath its prefix. */
@Configuration(proxyBeanMethods = false)
class ClientPages implements WebMvcConfigurer {
    private static final String PLACE = "classpath:/web/desk/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/desk/assets/**") // another content has another name
                .addResourceLocations(PLACE + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(false)
                .addResolver(encoded("gzip"))
                .addResolver(encoded("br"))
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/desk/**")
                .addResourceLocations(PLACE)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(encoded("gzip"))
                .addResolver(encoded("br"))
                .addResolver(new PageResolver());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/desk", "/desk/");
        registry.addViewController("/desk/").setViewName("forward:/desk/index.html");
    }

    /** The one that stands last in a chain is preferred; one resolver for all would follow the order of the browser. */
    private static EncodedResourceResolver encoded(String coding) {
        EncodedResourceResolver resolver = new EncodedResourceResolver();
        resolver.setContentCodings(List.of(coding));
        return resolver;
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
