package org.careturn.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Names of people who don't exist, in several scripts: a few that very many have, and very many that few have. */
final class MadeUpNames {
    private static final int RARE_GIVEN = 1_500;
    private static final int RARE_FAMILY = 30_000;

    private final Random random;
    private final Script latin;
    private final Script cyrillic;
    private final Script arabic;
    private final Script devanagari;

    private record Script(List<String> given, List<String> family) {}

    MadeUpNames(Random random) {
        this.random = random;
        latin = script(
                "María,José,Ana,João,Anna,Peter,Mary,John,Nguyễn,Thị,Émile,Zoë,Luís,Carmen,Paul,Laura,Jürgen,Søren,"
                        + "Łukasz,Ahmet,Şükrü,Martin,Marta,Mario,Elena,Hélène,Björn,Thomas,Sarah,Daniel",
                "García,Silva,Smith,Müller,Nguyễn,Santos,López,Martínez,Kowalski,Yılmaz,Jensen,Rossi,Dubois,Murphy,"
                        + "O'Brien,Horváth,Novák,Popescu,Pérez,Gómez,Fernández,Lefèvre,Schmidt,Weber,Byrne,Kelly",
                "ba,be,bi,bo,ca,ce,co,da,de,di,fa,fe,ga,go,ha,he,ja,jo,ka,ko,la,le,li,lo,ma,me,mi,mo,na,ne,ni,no,pa,"
                        + "pe,po,ra,re,ri,ro,sa,se,si,so,ta,te,ti,to,va,vé,vi,za,zó,lí,rá,né",
                "n,r,s,l,nd,rt,ck,ll,z,m,,");
        cyrillic = script(
                "Мария,Анна,Иван,Пётр,Фёдор,Елена,Алексей,Ольга,Сергей,Андрей",
                "Иванов,Петров,Смирнов,Кузнецов,Попов,Соколов,Лебедев,Козлов",
                "ба,бе,ва,ве,га,го,да,де,жа,за,ка,ко,ла,ло,ма,ми,на,но,па,по,ра,ри,са,со,та,ти",
                "в,н,нов,ев,ин,ский");
        arabic = script(
                "محمد,أحمد,فاطمة,علي,حسن,مريم,خالد,عمر,زينب,يوسف",
                "العلي,الحسن,سلمان,منصور,حداد,النجار,عيسى,إبراهيم",
                "با,بي,تا,جا,حا,دا,را,زا,سا,شا,صا,عا,فا,قا,كا,لا,ما,نا,ها,يا",
                "ر,ن,م,د,ي");
        devanagari = script(
                "राम,सीता,गीता,हरि,कृष्ण,सुनीता,विष्णु,मीना",
                "राई,शर्मा,थापा,गुरुङ,तामाङ,श्रेष्ठ,अधिकारी",
                "का,की,खा,गा,चा,जा,टा,डा,ता,दा,ना,पा,बा,मा,रा,ला,सा",
                "न,र,ल,म");
    }

    String next() {
        int kind = random.nextInt(100);
        if (kind < 5) {
            return han();
        }
        Script script = kind < 15 ? cyrillic : kind < 25 ? arabic : kind < 30 ? devanagari : latin;
        StringBuilder name = new StringBuilder(pick(script.given));
        if (random.nextInt(4) == 0) {
            name.append(' ').append(pick(script.given));
        }
        name.append(' ').append(pick(script.family));
        if (script.equals(latin) && random.nextInt(5) == 0) {
            name.append(random.nextInt(4) == 0 ? '-' : ' ').append(pick(script.family));
        }
        return name.toString();
    }

    /** The n-th is about 1/n as frequent as the first. */
    private String pick(List<String> names) {
        double rank = Math.exp(random.nextDouble() * Math.log(names.size() + 1.0));
        return names.get(Math.min(names.size() - 1, (int) rank - 1));
    }

    private String han() {
        String families = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
        String given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华小红文玉建国志海云梅春雨晨光";
        StringBuilder name = new StringBuilder().append(families.charAt(random.nextInt(families.length())));
        for (int i = random.nextInt(4) == 0 ? 1 : 2; i > 0; i--) {
            name.append(given.charAt(random.nextInt(given.length())));
        }
        return name.toString();
    }

    private Script script(String given, String family, String syllables, String ends) {
        return new Script(all(given, syllables, ends, RARE_GIVEN, 2), all(family, syllables, ends, RARE_FAMILY, 3));
    }

    private List<String> all(String frequent, String syllables, String ends, int rare, int length) {
        Set<String> names = new LinkedHashSet<>(List.of(frequent.split(",")));
        List<String> parts = List.of(syllables.split(","));
        String[] last = ends.split(",", -1);
        int frequentOnes = names.size();
        for (int tries = 0; names.size() < frequentOnes + rare && tries < 4 * rare; tries++) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(2) + length; i > 0; i--) {
                name.append(parts.get(random.nextInt(parts.size())));
            }
            name.append(last[random.nextInt(last.length)]);
            names.add(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
        return new ArrayList<>(names);
    }
}
