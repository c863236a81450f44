package org.careturn;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class CareTurn {
    public static void main(String[] args) {
        SpringApplication.run(CareTurn.class, args);
    }
}
