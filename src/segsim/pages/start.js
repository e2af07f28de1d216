// Start once all is read.
vega.expressionFunction("say", (value, unit) => segsim.say(value, unit || ""));
segsim.ready = segsim.start();
let was_narrow = window.innerWidth < 480;
