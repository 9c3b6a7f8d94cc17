/// The server does not know the client's objects any more; they are to be made anew.
struct AimLoss: Error {
    let refusal: AimRefusal
}
