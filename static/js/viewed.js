// Tells the site once that a story was in sight for some seconds: which story, and nothing about who reads it.
const ENOUGH = 4_000;
const { to } = document.getElementById("viewed").dataset;
let timer;

const tell = () => {
    document.removeEventListener("visibilitychange", look);
    // Without a word to anybody if it cannot be sent: the next reader counts.
    navigator.sendBeacon?.(to);
};

// A page that is loaded ahead, or in another tab, is seen when it comes to the front.
function look() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(tell, ENOUGH);
}

document.addEventListener("visibilitychange", look);
look();
