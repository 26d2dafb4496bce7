import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { isVague } from "../../look/vague.ts";
import { wordCount } from "../../look/words.ts";

const PURPOSE = /\bpurpose\b|\bwhat it does\b|\bgoal\b|\bwhat for\b/;
const MODE = /^(?:mode|processing mode|processing)$/;
const ELSEWHERE = /^\W*(?:see|as in|refer to) (?:the )?[\w -]{3,30}\W*$/i;
const BARE =
  /^\W*(?:it |to )?(?:stores?|holds?|has|keeps?|loads?|moves?|processes) (?:the |our |all )?(?:data|rows|records|information|tables?)\W*$/i;

export default defineItem({
  id: "purpose-concrete",
  asked: { "pipeline-spec": "overview", "data-model-spec": "overview" },
  requirements: [],
  level: "review",
  title: "Purpose",
  demand: "what it is for and for whom, and one mode: batch, micro-batch or stream",
  why: "Who does not know what it is for can only guess what may be changed.",
  template: "Purpose: <what is decided or done with it, and by whom>",
  messages: {
    empty: "Unexpected purpose `{said}`, expected what it is for and for whom",
    modes: "Unexpected mode `{said}`, expected one of batch, micro-batch and stream",
  },
  *check(stage) {
    for (const { text, place } of fieldsLike(stage, PURPOSE))
      if (isVague(text) || ELSEWHERE.test(text) || BARE.test(text) || wordCount(text) < 3)
        yield { part: "S", message: "empty", at: place, data: { said: text } };
    for (const { text, place } of fieldsLike(stage, MODE)) {
      const modes = new Set(text.toLowerCase().match(/micro-?batch|(?<!micro-?)batch|stream(?:ing)?/g));
      if (modes.size !== 1 && /\bor\b|\//.test(text))
        yield { part: "S", message: "modes", at: place, data: { said: text } };
    }
  },
});
