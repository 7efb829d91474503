//! The socket: one thread takes requests, others make the pages.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, header};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::mpsc::UnboundedReceiver;

use super::answer::{Answer, EVENTS, POLICY};
use super::target::is_own_host;
use super::{Asked, Preview};

/// Pages that are made at the same time: a person and a few tabs, not the public.
const MOST_AT_ONCE: usize = 8;

/// How long a connection may take to ask.
const PATIENCE: Duration = Duration::from_secs(20);

/// Answers requests until the process ends.
///
/// # Errors
/// When the system refuses the socket.
pub(super) fn serve(listener: TcpListener, preview: &Arc<Preview>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(MOST_AT_ONCE)
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                // Too many open files, most likely: some are closed in a moment.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            // Events are small and must not wait for more.
            let _ = stream.set_nodelay(true);
            let preview = Arc::clone(preview);
            tokio::spawn(async move {
                let service = service_fn(move |request| answer(Arc::clone(&preview), request));
                // A connection that breaks concerns nobody but the browser that broke it.
                let _ = hyper::server::conn::http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(PATIENCE)
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    })
}

async fn answer(preview: Arc<Preview>, request: Request<Incoming>) -> Result<Response<Content>, Infallible> {
    if let Some(refused) = refusal(&request) {
        return Ok(response(refused));
    }
    let target = request.uri().path_and_query().map_or_else(String::new, |target| target.as_str().to_owned());
    let last_event = request.headers().get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let wants_events = request.method() == Method::GET && target.split('?').next() == Some(EVENTS);
    let asked = Asked { target, last_event };
    // Making a page is work: the thread that listens must stay free for others.
    let made = tokio::task::spawn_blocking(move || {
        if wants_events { Err(preview.listen(&asked)) } else { Ok(preview.answer(&asked)) }
    });
    Ok(match made.await {
        Ok(Ok(answer)) => response(answer),
        Ok(Err(events)) => with_headers(200, "text/event-stream", Content::Events(events)),
        Err(_) => response(Answer::text(500, "The page could not be made.\n")),
    })
}

/// What is not answered at all: other methods than reading, and names that are not this machine's.
fn refusal(request: &Request<Incoming>) -> Option<Answer> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let authority_is_own = request.uri().authority().is_none_or(|authority| is_own_host(authority.as_str()));
    if !is_own_host(host) || !authority_is_own {
        return Some(Answer::text(403, "This preview answers only to its own machine: use localhost or 127.0.0.1.\n"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(Answer::text(405, "This preview can only be read.\n"));
    }
    None
}

fn response(answer: Answer) -> Response<Content> {
    let length = answer.body.len();
    let mut response = with_headers(answer.status, answer.content_type, Content::Whole(Some(answer.body.into())));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, length.into());
    if let Some(location) = answer.location.and_then(|location| HeaderValue::try_from(location).ok()) {
        headers.insert(header::LOCATION, location);
    }
    if answer.status == 405 {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn with_headers(status: u16, content_type: &'static str, content: Content) -> Response<Content> {
    let mut response = Response::new(content);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let constant = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in constant {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What follows the headers.
#[derive(Debug)]
enum Content {
    Whole(Option<Bytes>),
    Events(UnboundedReceiver<String>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Events(events) => {
                events.poll_recv(context).map(|event| event.map(|event| Ok(Frame::data(Bytes::from(event)))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Events(_) => SizeHint::default(),
        }
    }
}
