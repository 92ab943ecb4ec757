// The board of a front: a plain form, whose cards are moved, pinned and saved without leaving the page.
import "desk/front/dragging";
import "desk/front/finding";
import "desk/front/moving";
import { dressAll } from "desk/front/answers";
import { start } from "desk/front/saving";

dressAll(document);
start();
