// The style list as this browser reads it: which words of a text it marks, and what would stand in their place.
// The server says how far an expression may go (articles.stylelist); who is slow all the same is left out until the page is
// opened again.
const SLOW = 120;

const sameLanguage = (rule, language) => !rule.language || rule.language.toLowerCase() === language.toLowerCase();

// In the capitals of what it replaces: «Tokom» for «U toku», and so at the beginning of a sentence.
export function inItsCapitals(suggestion, words) {
    const [first, ...rest] = suggestion;
    if (!first) return suggestion;
    const letters = words.replace(/\P{L}/gu, "");
    const isLoud = [...letters].length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
    if (isLoud) return suggestion.toUpperCase();
    const [begins] = letters;
    const isCapital = begins && begins !== begins.toLowerCase();
    return isCapital ? first.toUpperCase() + rest.join("") : suggestion;
}

function compile(rule) {
    try {
        return new RegExp(rule.source, "giu");
    } catch {
        return null;
    }
}

export function rules(data, onSlow = () => {}) {
    const all = data.map((rule) => ({ ...rule, expression: compile(rule) })).filter((rule) => rule.expression);
    const off = new Set();

    function* hits(rule, text) {
        for (const found of text.matchAll(rule.expression)) {
            const [words] = found;
            if (!words) continue;
            yield { rule, words, from: found.index, to: found.index + words.length, use: inItsCapitals(rule.suggestion, words) };
        }
    }

    function measured(rule, text) {
        const began = performance.now();
        const found = [...hits(rule, text)];
        if (performance.now() - began > SLOW) {
            off.add(rule);
            onSlow(rule);
        }
        return found;
    }

    // By their place; where two rules mark the same words, the longer mark stands.
    function check(text, language) {
        const asked = all.filter((rule) => !off.has(rule) && sameLanguage(rule, language));
        const found = asked.flatMap((rule) => measured(rule, text));
        found.sort((one, other) => one.from - other.from || other.to - one.to);
        let end = 0;
        return found.filter(({ from, to }) => {
            if (from < end) return false;
            end = to;
            return true;
        });
    }

    return { check };
}
