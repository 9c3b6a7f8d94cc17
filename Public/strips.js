// Files of one label: pictures, sounds, films and meshes. A slider goes through the steps.
import { BoxView } from "./media/boxes.js";
import { MeshView } from "./media/mesh-view.js";
import { SoundView } from "./media/sound.js";

// So many meshes are drawn without being asked: browsers have few places for them.
const mostMeshes = 6;

export function startStrips() {
  const sights = window.IntersectionObserver && new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      sights.unobserve(target);
      target.dispatchEvent(new Event("sight"));
    }
  }, { rootMargin: "100px" });
  let meshes = 0;
  for (const strip of document.querySelectorAll(".strip")) {
    const show = shower(strip);
    tellFaults(strip);
    startSlider(strip, show);
    if (!show.begin || !sights) continue;
    meshes += show.isMesh ? 1 : 0;
    if (show.isMesh && meshes > mostMeshes) {
      offer(strip, show.begin);
      continue;
    }
    strip.addEventListener("sight", () => show.begin(), { once: true });
    sights.observe(strip);
  }
}

// A function that shows a frame's file. begin: what is to be done when it is first seen, or undefined.
function shower(strip) {
  const part = (name) => strip.querySelector(`[data-strip="${name}"]`);
  const [picture, sound, film, mesh] = ["picture", "sound", "film", "mesh"].map(part);
  if (picture && strip.hasAttribute("data-boxes")) return boxShower(strip, picture, part("link"));
  if (picture) return (address) => { picture.src = address; };
  if (film) return (address) => { film.src = address; };
  if (sound) {
    const view = new SoundView(sound);
    const show = (address) => {
      sound.src = address;
      view.load(address);
    };
    show.begin = () => view.load(sound.getAttribute("src"));
    return show;
  }
  if (!mesh) return () => {};
  let view = null;
  const show = (address) => {
    view ??= new MeshView(mesh);
    view.load(address);
  };
  show.begin = () => show(part("link").href);
  show.isMesh = true;
  return show;
}

function boxShower(strip, picture, link) {
  const view = new BoxView(strip, picture, link);
  const show = (address) => {
    picture.src = address;
    view.show(address);
  };
  show.begin = () => view.show(link.href);
  return show;
}

// A picture, film or sound that the browser cannot show says so; the file is there to be downloaded.
function tellFaults(strip) {
  const element = strip.querySelector("[data-strip=picture], [data-strip=film], [data-strip=sound]");
  if (!element) return;
  const note = document.createElement("p");
  note.className = "strip-fault muted";
  note.textContent = "The browser cannot show this file. It may be damaged, or not what it is called.";
  note.hidden = true;
  strip.append(note);
  const tell = (isFaulty) => { note.hidden = !isFaulty; };
  element.addEventListener("error", () => tell(true));
  for (const name of ["load", "loadeddata"]) element.addEventListener(name, () => tell(false));
  tell(element.error ? true : element.complete === true && element.naturalWidth === 0 && element.getAttribute("src") !== null);
}

function offer(strip, begin) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Show";
  button.addEventListener("click", () => {
    button.remove();
    begin();
  });
  strip.querySelector('[data-strip="mesh"]').append(button);
}

function startSlider(strip, show) {
  const part = (name) => strip.querySelector(`[data-strip="${name}"]`);
  const slider = part("slider");
  if (!slider) return;
  const frames = [...strip.querySelectorAll(".strip-frames a")].map(({ href, textContent }) => ({ href, step: textContent }));
  slider.hidden = false;
  slider.addEventListener("input", () => {
    const frame = frames[Number(slider.value)];
    if (!frame) return;
    part("step").textContent = frame.step;
    slider.setAttribute("aria-valuetext", `step ${frame.step}`);
    part("link").href = frame.href;
    show(frame.href);
  });
}
