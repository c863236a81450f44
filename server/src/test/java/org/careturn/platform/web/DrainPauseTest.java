package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** US-OPS-04: a server that is told to end first says that it isn't ready, and still answers whoever hasn't heard it. */
class DrainPauseTest {

    @EnableWebMvc
    @Configuration
    @Import({DrainPause.class, State.class})
    static class Web {
        @Bean
        TomcatServletWebServerFactory tomcat() {
            TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
            factory.setShutdown(Shutdown.GRACEFUL);
            return factory;
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        ApplicationAvailabilityBean availability() {
            return new ApplicationAvailabilityBean();
        }
    }

    @RestController
    static class State {
        private final ApplicationAvailability availability;

        State(ApplicationAvailability availability) {
            this.availability = availability;
        }

        @GetMapping("/state")
        String state() {
            return availability.getReadinessState().toString();
        }
    }

    @Test
    void itAnswersForAWhileAfterItSaidThatItIsNotReady() throws Exception {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("careturn.drain", "3s")));
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.register(Web.class);
        context.refresh();
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        assertThat(state(port)).isEqualTo("ACCEPTING_TRAFFIC");
        Thread closing = Thread.ofPlatform().start(context::close);
        String last = "";
        for (int i = 0; i < 40 && !last.equals("REFUSING_TRAFFIC"); i++) {
            Thread.sleep(25);
            last = state(port);
        }
        assertThat(last).isEqualTo("REFUSING_TRAFFIC");
        closing.join(10_000);
        assertThatThrownBy(() -> state(port)).isInstanceOf(IOException.class);
    }

    private static String state(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/state"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
