// The peer of the unary-call benchmark: gRPC C++ in its fastest usual form, one completion queue
// served by one thread, answering robots.v1 calls over a Unix socket without doing any work.
//
//   server SOCKET
//
// GetRecord answers with one prepared record, so that both servers decode one small request and
// encode the same answer. It ends when its standard input ends.

#include <grpcpp/grpcpp.h>

#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "robots/v1/execution_service.grpc.pb.h"

namespace {

using robots::v1::ExecutionService;
using robots::v1::GetRecordRequest;
using robots::v1::GetRecordResponse;

GetRecordResponse PreparedAnswer() {
  GetRecordResponse answer;
  auto* record = answer.mutable_record();
  record->set_entity_type("deal");
  record->set_id("benchmark");
  record->set_pipeline("sales");
  record->set_stage("new");
  record->set_etag("0123456789abc-1");
  record->set_visit("0123456789abc");
  for (int index = 0; index < 6; ++index) {
    (*record->mutable_fields())["field_" + std::to_string(index)].set_text("a short value");
  }
  record->mutable_create_time()->set_seconds(1772438400);
  record->mutable_update_time()->set_seconds(1772438400);
  record->mutable_stage_enter_time()->set_seconds(1772438400);
  return answer;
}

// One call from its arrival to its end; serves one call after another.
class Call {
 public:
  Call(ExecutionService::AsyncService* service, grpc::ServerCompletionQueue* queue,
       const GetRecordResponse* answer)
      : service_(service), queue_(queue), answer_(answer) {
    Wait();
  }

  void Proceed(bool ok) {
    if (!ok) {
      delete this;
      return;
    }
    if (finished_) {
      Wait();
      return;
    }
    finished_ = true;
    state_->responder.Finish(*answer_, grpc::Status::OK, this);
  }

 private:
  struct State {
    grpc::ServerContext context;
    GetRecordRequest request;
    grpc::ServerAsyncResponseWriter<GetRecordResponse> responder{&context};
  };

  void Wait() {
    finished_ = false;
    state_ = std::make_unique<State>();
    service_->RequestGetRecord(&state_->context, &state_->request, &state_->responder, queue_,
                               queue_, this);
  }

  ExecutionService::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  const GetRecordResponse* answer_;
  std::unique_ptr<State> state_;
  bool finished_ = false;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: server SOCKET\n";
    return 64;
  }
  const GetRecordResponse answer = PreparedAnswer();
  ExecutionService::AsyncService service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(std::string("unix:") + arguments[1],
                           grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  auto queue = builder.AddCompletionQueue();
  auto server = builder.BuildAndStart();
  if (!server) return 69;
  for (int index = 0; index < 512; ++index) new Call(&service, queue.get(), &answer);
  std::thread ending([&] {
    while (std::cin.get() != EOF) {
    }
    server->Shutdown(std::chrono::system_clock::now());
    queue->Shutdown();
  });
  void* tag;
  bool ok;
  while (queue->Next(&tag, &ok)) static_cast<Call*>(tag)->Proceed(ok);
  ending.join();
  return 0;
}
